notice-proposed_person = { $new } 的{ $treatment }，原来的美容师临时来不了，店里安排了{ $staff }为您服务，可以吗？
staff-repair-room = 哪个床位或设备要停用？
staff-repair-day = 停用到什么时候？
staff-repair-open = 从现在起，直到修好
staff-repair-span = 哪个时间段？例如 14:00-16:00
staff-repair-all_day = 全天
staff-repair-reason = 什么原因？
staff-repair-summary =
    停用 { $name }：{ $when }（{ $reason }）。
    { $count ->
        [0] 这段时间没有预约。
       *[other] 会影响 { $count } 个预约：
    }
staff-repair-what_happens = 能换床位或设备的直接换；换不了的，为会员留一个最近的时间并请会员答复。
staff-repair-done = 已停用 { $name }：{ $when }。修好后回复 /repaired。
staff-repair-moved = 已换床位或设备，时间不变（{ $count }）
staff-repair-proposed = 已为会员留了新时间，等答复（{ $count }）
staff-repair-to_call = 没有合适的时间，请打电话给会员（{ $count }）
staff-repair-until_repaired = 直到修好
staff-repaired-room = 哪个修好了？
staff-repaired-none = 现在没有停用的床位或设备。
staff-repaired-done = { $name } 已恢复使用。
staff-off-whom = 给谁登记休假？
staff-off-summary =
    { $name } 休假：{ $when }。
    { $count ->
        [0] 这段时间没有预约。
       *[other] 会影响 { $count } 个预约：
    }
staff-off-done = 已登记 { $name } 休假：{ $when }。
staff-off-asked = 已转告店长：{ $when } 休假。批准后会告诉您。
staff-off-until_back = 直到回来
notice-off_asked = { $name } 想请假：{ $when }。
notice-off_granted = 您的休假已登记：{ $when }。
staff-off-grant = 批准
reason-broken = 故障
reason-upkeep = 保养
reason-cleaning = 深度清洁
question-room = 床位或设备
question-until = 时间
