waitlist-not_found = 没有找到这个排队，它可能已经结束了。
waitlist-offer_over = { $waits ->
    [yes] 这个时间刚刚过了保留时间，真抱歉。您的排队还在，一有合适的空位马上告诉您。
   *[no] 这个时间已经不再保留了。需要的话可以重新排队，或直接预约其他时间。
    }
waitlist-too_many = 您已经在排 { $limit } 个时间了，先退出一个再排好吗？
