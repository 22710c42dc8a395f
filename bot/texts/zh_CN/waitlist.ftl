waitlist-not_found = 没有找到这个排队，它可能已经结束了。
waitlist-offer_over = { $waits ->
    [yes] 真抱歉，这个时间的保留时间已经过了。您的排队还在，一有合适的空位马上告诉您。
   *[no] 这个时间已经不再保留了。需要的话可以重新排队，或直接预约其他时间。
    }
waitlist-too_many = 您已经在排 { $limit } 个时间了，先退出一个再排好吗？
waitlist-one_only = 排队等位一次只能等您自己的一个项目，我先为您排这一项；其余的请直接约，或者回复「人工」请同事帮您安排。
waitlist-join = 都不合适，排队等位
waitlist-with = { $treatment }（{ $staff }）
waitlist-before = { $days } { $until } 之前
waitlist-after = { $days } { $first } 之后
waitlist-line = { $when } · { $what } · { $status }
waitlist-status-waiting = 排队中
waitlist-status-offered = 有空位，等您答复
waitlist-status-lapsed = 等您说是否继续
waitlist-status-taken = 已约上
waitlist-status-left = 已退出
waitlist-status-expired = 已过期
waitlist-joined =
    已为您排队：{ $when }，{ $what }，{ $store }。
    一有空位就先为您留住，并马上告诉您，一般保留 { $minutes } 分钟。
    不想等了，回复「不等了」就好。
my_bookings-waiting = 正在排队：{ $line }（不想等了回复「不等了」）
waitlist-none = 您现在没有在排队的时间。想约的时间满了，可以说「有空位通知我」。
waitlist-entry-ask = 想看哪个排队？
waitlist-leave-ask = 不等哪一个了？
waitlist-todo-ask = { $line }
waitlist-answer-ask = { $time } 的空位为您留着，要吗？
waitlist-day-ask = 想等哪天的空位？
waitlist-hours-ask = 什么时段合适？
waitlist-any_day = 两周内都可以
waitlist-part-all = 全天都可以
waitlist-part-morning = 上午
waitlist-part-afternoon = 下午
waitlist-part-evening = 晚上
waitlist-all = 都不等了
waitlist-accept = 要这个时间
waitlist-other = 这次不要，继续等
waitlist-leave = 不等了
waitlist-stay = 继续等
waitlist-left = 好的，不再为您排队了。以后想约随时告诉我。
waitlist-stays = 好的，继续为您留意：{ $when }，{ $what }。
waitlist-declined = 好的，{ $time } 让给下一位，您的排队还在。
waitlist-taken =
    这个时间归您了：{ $time }，{ $treatment }。
    已申请，待门店确认。预约编号 { $code }。
notice-waitlist_offered =
    您等的时间有空位了！{ $time }，{ $treatment }，{ $staff }，{ $store }。
    已为您留到 { $until }，要吗？
notice-waitlist_lapsed = { $time } 的空位保留时间已过，先让给下一位了。您的排队还在，下次有空位再告诉您。
notice-waitlist_still = 最近两次空位都没有等到您的答复。{ $when } 的{ $what }，还要继续等吗？
notice-waitlist_expired = { $when } 的{ $what }没有等到空位，真抱歉。需要的话，我帮您看看别的时间。
notice-waitlist_taken = 排队的会员约上了空位：{ $line }
staff-waitlist-title = { $store } 排队等位（{ $count }）
staff-waitlist-nobody = 没有人在排队
staff-waitlist-line = { $member }（{ $tier }）{ $line }
question-entry = 排队
question-on = 日期
question-hours = 时段
words-join_waitlist = 排队|排队等位|等位|候补|有空位通知我|有位通知我|有空位告诉我|有位置了通知我|加入候补
words-leave_waitlist = 不等了|不想等了|不用等了|不排了|不排队了|退出排队|退出候补|取消排队|取消候补
