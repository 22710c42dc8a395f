tier-bad_spend = 这个数额不对，没有做任何改动，请核对后再试。
tier-key_reused = 这个操作刚才已经做过别的事了，没有重复执行，请重新发起一次。
level-title = 您的等级：{ $tier }
level-counted = 近 12 个月消费 { $spend }，到店 { $visits } 次
level-perk = 权益：{ $what }
level-no_perks = 升级后有折扣、优先预约等权益
level-discount = 项目{ $share }
level-priority = 提前 { $days } 天优先预约
level-next = { $tier }权益：{ $what }
level-kept = 等级保留到 { $until }，之后按新一年的消费重新评定
level-grace = 保级宽限中，到 { $until } 为止
level-and = 、
level-missing_spend = 消费 { $amount }
level-missing_points = 积分 { $points }
level-missing_visits = 到店 { $visits } 次
level-how_far = 离{ $tier }还差：{ $missing }。
level-highest = 您已经是最高等级了，感谢一直以来的支持！
level-look = 看看我的权益
notice-tier_raised = 恭喜您升级为{ $tier }！新权益马上生效。
notice-tier_lowered = 您的等级现在是{ $tier }。继续来店，很快就能升回去；想知道还差多少，说「我的等级」。
notice-tier_ending = 您的{ $tier }保留到 { $until }，再有{ $missing }就能续一年。需要帮您约个护理吗？
notice-tier_grace = 您的{ $tier }一年期满，我们为您多保留到 { $until }。这段时间达到门槛就能续一年。
level-all = 会员等级
level-step = { $tier }：{ $what }{ $missing ->
    [none] {""}（已达到）
   *[other] （还差{ $missing }）
    }
level-basic = 会员专享活动
words-about_levels = 区别|有哪些等级|分几级|几个等级|几级|每个等级|所有等级|等级规则|怎么分|等级表|钻石|都有什么权益|各等级
