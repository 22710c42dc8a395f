book-store-ask = 想去哪家店？
book-category-ask = 想做哪一类护理？
book-treatment-ask = 想做哪个项目？
book-treatment-from = { $price } 起 · { $minutes } 分钟起
book-treatment-price = { $price } · { $minutes } 分钟
book-treatment-missing = { $store }暂时做不了这个项目，看看下面这些？
book-variation-ask = { $treatment }，想要多长时间？
book-staff-ask = 想要哪位美容师？
book-staff-missing = 这个项目没有找到「{ $name }」，可以选下面的同事。
book-anyone = 都可以
book-anyone_is = 都可以（为您安排{ $name }）
book-day-ask = 哪天方便？
book-day-hint = { $count } 个时段
book-day-none = 近期都约满了，真抱歉。换个美容师或项目看看，或者让同事帮您安排？
book-time-ask = { $day }，几点方便？
book-time-none = { $day }已经约满了。换一天，或者换位美容师？
book-time-none_in_part = 您说的时段没有空位了，这天还有下面这些时间。
reason-person = { $staff }有空，您常找的
reason-usual_time = 您常约的时间
reason-price = 这个时段{ $saving }
reason-snug = 前后衔接紧凑，不用等
price-less = 省 { $amount }
price-more = 加 { $amount }
price-told = { $price }（{ $name }，平时 { $usual }，{ $difference }）
book-name-ask = 怎么称呼您？
book-yes = 确认预约
book-summary =
    请您核对一下：
    { $treatment } · { $variation }
    { $time }，约 { $minutes } 分钟
    { $store }
    美容师：{ $staff }
    价格：{ $price }
    这个时间为您保留 { $hold } 分钟；到店前 { $hours } 小时以上可以免费改期或取消。{ $terms }
book-terms = 之后改期或取消{ $late ->
    [0] 记一次临时取消
   *[other] 收取价格的 { $late }%
    }，未到店{ $missed ->
    [0] 记一次爽约
   *[other] 收取 { $missed }%
    }。
book-confirm_again = 您之前有过未到店，请在 { $time } 前再确认一次「我会来」，否则由门店决定是否保留。
book-requested =
    已申请，待门店确认。
    { $treatment }，{ $time }，{ $store }
    预约编号 { $code }，门店确认后会马上告诉您。
booking-slot_taken = 这个时间刚刚被约走了，请换一个。
booking-not_found = { $code ->
    [none] 没有找到这个预约，请再看一下。
   *[other] 没有找到这个预约「{ $code }」，请核对编号。
}
booking-wrong_status = 这个预约现在是「{ $status ->
    [held] 未提交
    [pending] 待门店确认
    [proposed] 待会员答复
    [confirmed] 已确认
    [checked_in] 已到店
    [in_service] 护理中
    [completed] 已完成
    [declined] 已婉拒
    [cancelled] 已取消
    [no_show] 未到店
   *[expired] 已失效
    }」，不能再做这一步。
booking-too_many = 您已经有 { $limit } 个进行中的预约了，先完成或取消一个再约好吗？
booking-member_busy = 您在 { $time } 已经约了{ $treatment }，请换个时间。
booking-time_has_bookings = 这段时间已有预约，不能锁定。
booking-nothing_to_waive = 这个预约没有爽约或临时取消的记录。
booking-not_due_yet = 现在还早，{ $from_time } 之后才能操作。
booking-nearest = 最近的空位：{ $times }
booking-nearest_with = { $time }（{ $staff }）
booking-why_not-past = { $time } 已经过去了。
booking-why_not-too_soon = { $time } 太近了，店里来不及准备。
booking-why_not-beyond_horizon = { $time } 还没有开放预约。
booking-opens_on = { $day } 起您就可以预约这一天。
booking-why_not-closed = { $time } 门店休息。
booking-why_not-outside_hours = { $time } 不在营业时间内。
booking-why_not-nobody_skilled = 这家店暂时没有同事做这个项目。
booking-why_not-nobody_works = { $time } 这个时间没有能做这个项目的老师在班。
booking-why_not-staff_off = { $time } 这位美容师不上班。
booking-why_not-staff_busy = { $time } 已经约出去了。
booking-why_not-no_bed = { $time } 床位都占用了。
booking-why_not-no_device = { $time } 设备都在使用。
booking-why_not-off_grid = { $time } 不是可约的整点，看看旁边的时间？
booking-why_not-staff_day_full = { $time } 这位美容师没有空位，换一天或换位美容师？
booking-why_not-day_full = { $time } 已经约满了。
my_bookings-booking-ask = 想看哪个预约？
my_bookings-reschedule-ask = 想改哪个预约的时间？
my_bookings-cancel-ask = 想取消哪个预约？
my_bookings-todo-ask = 需要改动吗？
my_bookings-reschedule = 改时间
my_bookings-cancel = 取消预约
my_bookings-fine = 不用，谢谢
my_bookings-none = 您还没有即将到来的预约。
my_bookings-line = { $time } { $treatment }
my_bookings-same_time = 这就是现在的时间，请选一个别的。
my_bookings-reschedule-summary =
    { $treatment }
    原来：{ $old }
    改到：{ $new }
    确认改期吗？新时间需要门店再确认一次。
my_bookings-new_terms = 新时间到店前 { $hours } 小时以上可以免费改期或取消。{ $terms }
my_bookings-new_staff = 美容师：{ $name }
my_bookings-new_price = 新时间的价格：{ $price }
my_bookings-moved =
    已申请改到 { $time }，待门店确认。
    预约编号 { $code }，原来的时间已经为您放开。
my_bookings-cancel-summary = 要取消 { $time } 的{ $treatment }吗？
my_bookings-cancel-late = 要取消 { $time } 的{ $treatment }吗？离开始已经很近了，{ $percent ->
    [0] 会记为临时取消
   *[other] 会按临时取消收取价格的 { $percent }%
    }。
my_bookings-move_late = 离开始已经很近了，改期{ $percent ->
    [0] 会记为临时取消
   *[other] 会收取价格的 { $percent }%
    }。
my_bookings-cancel-yes = 确认取消
my_bookings-cancelled = 已为您取消 { $time } 的预约，期待下次见面。
proposal-ask = 店里建议改到 { $time }，可以吗？
proposal-accept = 可以，就这个时间
proposal-other = 换个时间
proposal-refuse = 不约了
proposal-refused = 好的，已取消这次预约，期待下次见面。
attend-yes = 我会来
attend-thanks = 谢谢您，{ $time } 我们等您。
status-held = 未提交
status-pending = 待门店确认
status-proposed = 待您答复
status-confirmed = 已确认
status-checked_in = 已到店
status-in_service = 护理中
status-completed = 已完成
status-declined = 已婉拒
status-cancelled = 已取消
status-no_show = 未到店
status-expired = 已失效
card-with = { $staff } · { $store }
card-price = { $variation } · { $price }
card-footer = { $status } · 编号 { $code }
notice-confirmed = 好消息！{ $store }已确认您的预约：{ $time }，{ $treatment }。到店出示下面的码即可。
notice-declined = 很抱歉，{ $time } 的{ $treatment }没能约上：{ $reason }。我们帮您换个时间？
notice-proposed = { $treatment }原来的 { $old } 安排不开，店里为您留了 { $new }，可以吗？
notice-cancelled = { $store }取消了您 { $time } 的{ $treatment }，很抱歉给您带来不便。需要的话可以重新预约。
notice-checked_in = 欢迎光临！{ $treatment }马上为您准备好。
notice-completed = 今天的{ $treatment }完成了，谢谢您！期待下次见面。
notice-expired = 很抱歉，{ $time } 的{ $treatment }没有等到确认，已经失效。需要的话可以重新预约，或回复「人工」。
notice-reminder =
    { $day ->
        [today] 今天
        [tomorrow] 明天
       *[later] { $date }
    }{ $part ->
        [morning] 上午
        [noon] 中午
        [afternoon] 下午
       *[evening] 晚上
    } { $clock }，{ $store }等您来做{ $treatment }。
    您方便来吗？
notice-confirm_again = 请在 { $time } 前点「我会来」确认，否则由门店决定是否保留。
notice-unconfirmed = { $time } 的{ $treatment }还没有等到您的确认，门店会决定是否保留。还来的话请点「我会来」。
notice-unconfirmed_for_staff = 会员没有按时再次确认（{ $record }），请决定保留还是取消：{ $line }
notice-book_again = 重新预约
book-as_last = 和上次一样：{ $treatment }，{ $staff }。
book-no_last = 还没有看到您之前的到店记录，想做什么项目呢？
