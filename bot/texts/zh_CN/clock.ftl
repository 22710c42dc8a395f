notice-not_here = 还没看到这位客人到店，您那边见到了吗？
    { $line }
notice-is_here = 到店了
notice-did_not_come = 没来
notice-unreminded = 系统刚才停了一会儿，下面这些客人没有收到到店提醒。方便的话，请打个电话问一声。
notice-unreminded_title = 没有提醒到（{ $count }）
notice-and_more = 还有 { $count } 位
