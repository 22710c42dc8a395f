visit-another = 加一个项目
visit-another-ask = 还想加哪个项目？我帮您接着排在一起。
visit-no_more = 不加了
visit-whom = 多人或代约
visit-whom-ask = 这次是谁来做？
visit-whom-me = 我自己
visit-whom-friend = 帮别人约
visit-whom-people = 我们 { $count } 位一起
visit-friend-ask = 怎么称呼她（他）？方便的话把手机号写在后面。提醒和通知会发给您。
visit-companions-ask = 怎么称呼和您一起来的 { $count } 位？用顿号隔开就好，手机号可写可不写。
visit-companions-later = 到店再说
visit-companion = 同行 { $number }
visit-shared-ask = 几位一起来时，每位做一个项目，同时开始。怎么安排好呢？想再多做的，约好后回复「再约一个」就行。
visit-shared-same = 都做{ $treatment }
visit-shared-me = 您
visit-most_at_once = 这个项目我们最多能同时接待 { $most } 位，真抱歉。可以少几位一起，其余的挨着再约一个时间，或者回复「人工」请同事帮您安排。
visit-part = { $time } { $treatment } · { $variation } · { $staff } · { $price }
visit-part_for = { $name }：{ $line }
visit-summary =
    请您核对一下：
    { $day } 开始，{ $store }，约 { $minutes } 分钟
    { $parts }
    合计：{ $price }
    这些时间一起为您保留 { $hold } 分钟；到店前 { $hours } 小时以上可以免费改期或取消。{ $terms }
visit-all = 整个预约
visit-cancel-ask = 要取消整个预约，还是其中一项？
visit-cancel-one = 要取消「{ $line }」吗？其余的照常。
visit-none = 几项连着做或几位一起来，近期排不进了，真抱歉。可以换一天或少选一项；一次约一个项目时可以排队等位，也可以回复「人工」请同事帮您留意。
visit-total = 合计 { $price }
booking-visit_too_large = 一次最多安排 { $limit } 个，再多请回复「人工」，让同事帮您安排。
booking-why_not-does_not_fit = { $time } 开始的话排不下全部，看看旁边的时间？
question-treatment2 = 第二个项目
question-variation2 = 时长
question-treatment3 = 第三个项目
question-variation3 = 时长
question-treatment4 = 第四个项目
question-variation4 = 时长
question-treatment5 = 第五个项目
question-variation5 = 时长
change-treatment2 = 换第二个项目
change-treatment3 = 换第三个项目
change-treatment4 = 换第四个项目
change-treatment5 = 换第五个项目
question-whom = 人数
question-part = 项目
change-companions = 改称呼
change-friend_name = 改称呼
change-whom = 换人数
staff-guest = { $guest }（由 { $member } 代约）
visit-which_part = 是哪一项？
