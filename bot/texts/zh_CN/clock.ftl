notice-not_here = 还没看到这位客人到店，您那边见到了吗？
    { $line }
notice-is_here = 到店了
notice-did_not_come = 没来
notice-unreminded = 系统刚才停了一会儿，下面这些客人没有收到到店提醒。方便的话，请打个电话问一声。
notice-unreminded_title = 没有提醒到（{ $count }）
notice-and_more = 还有 { $count } 位
daily-agenda = { $name }，早上好！今天有 { $count } 位客人：
daily-agenda_empty = { $name }，早上好！今天还没有预约，有新的会马上告诉您。
daily-summary = { $store } { $day }，大家辛苦了！到店 { $came } 位，没来 { $missed } 位。
daily-unknown = 还有 { $count } 位没有登记是否到店，回复「/checkin」或「/noshow」补上就好：
daily-first = 明天已约 { $count } 位，第一位是：{ $line }
