brief-title = 会员简报 · { $member }
brief-coming = { $clock } { $member } 到店，请提前看一下。
brief-visit = { $time } { $treatment } · { $variation }
brief-attention = ⚠️ { $text }
brief-note = 会员备注：{ $text }
brief-prepare = 准备：{ $things }
portrait-health_closed = 肤质与过敏：只有为会员服务的美容师和店长可以看
staff-brief = 会员简报
