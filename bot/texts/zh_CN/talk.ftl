meant-ask = 您是想……？
meant-none = 都不是
meant-rephrase = 好的，麻烦您换个说法告诉我，或回复「人工」找同事帮您。
engine-one_by_one = 好的，先办「{ $first }」，接着就办「{ $second }」。
engine-take_time = 好的，不急，想好了接着说就行。
engine-fine = 好的，有需要随时叫我。
engine-confirm_how = 核对没问题的话，请点「确认」按钮，或回复「确认」两个字，我就为您提交。
engine-change_how = 好的，想改哪里直接说就行，比如「改到周六」「换成别的项目」；不想继续了回复「取消」。
talk-bot = 我是店里的智能助理美约，不是真人。预约、改期、查价格可以直接跟我说；想找真人，回复「人工」马上转给同事。
talk-out_of_scope = 这个我帮不上忙，我只负责店里的事：预约、改期、价格、项目和门店信息都可以问我；别的事想找同事，回复「人工」。
talk-language = 不好意思，我没太明白：我现在只看得懂中文和英文。Sorry, I read Chinese and English only.
talk-laugh = { $variant ->
    [0] 哈哈，您开心我也开心。
    [1] 看您心情不错，真好。
   *[2] 哈哈，爱笑的人气色都好。
    }
talk-weather = { $variant ->
    [0] 是呀，出门记得做好防晒和保湿。
    [1] 天气多变，您照顾好自己。
   *[2] 是呢，这样的天气更要好好护肤。
    }
talk-tired = { $variant ->
    [0] 辛苦啦，记得早点休息。想放松一下，我帮您约个舒缓的护理。
    [1] 您辛苦了。给自己留一小时放空，也是正经事。
   *[2] 抱抱，忙归忙，别累坏了自己。
    }
talk-sad = { $variant ->
    [0] 听您这么说，有点心疼。慢慢来，都会好的。
    [1] 抱抱您。需要安静待一会儿，店里随时欢迎您。
   *[2] 难免有这样的时候，希望您今天能对自己好一点。
    }
talk-happy = { $variant ->
    [0] 太好了，恭喜您！
    [1] 真为您高兴！
   *[2] 好事成双，祝您天天都这么开心。
    }
talk-praise = { $variant ->
    [0] 谢谢夸奖，我会继续努力的。
    [1] 您这么说我好开心，谢谢您！
   *[2] 谢谢您，能帮上忙就好。
    }
talk-bored = { $variant ->
    [0] 我嘴笨不太会聊天，不过约护理、找项目我很在行。
    [1] 我一直在这儿等您吩咐呢。
   *[2] 聊天我不太在行，护肤的事尽管问我。
    }
talk-other = { $variant ->
    [0] 听您这么说真好。
    [1] 嗯嗯，我在听。
   *[2] 谢谢您跟我说这些。
    }
complaint-sorry = 真的很抱歉让您不满意。您说的我已经原样转给店里的负责人，他们会尽快亲自回复您；还想补充什么，直接在这里说。
complaint-kept = 真的很抱歉让您不满意。您说的我已经记下，店里负责人看到后会尽快回复您；着急的话请直接致电门店。
feedback-thanks = 谢谢您告诉我们！您的话我已经转给店里的同事，大家都会看到。
later-person = 找同事帮我办
later-no = 先不用
later-answer-ask = 「{ $what }」现在还不能在聊天里直接办，店里的同事可以马上帮您。要我请同事来吗？
notice-complaint = ⚠️ { $name } 不满意，请优先回复：{ $words }
notice-feedback = { $name } 的反馈：{ $words }
wish-book_appointment = 预约护理
wish-query_availability = 看看有没有空位
wish-query_appointment = 看我的预约
wish-reschedule_appointment = 改约好的时间
wish-cancel_appointment = 取消约好的预约
wish-ask_price = 问价格
wish-ask_hours = 问营业时间
wish-ask_address = 问地址和路线
wish-ask_service_info = 了解某个项目
wish-ask_promotion = 问优惠活动
wish-recommend_service = 推荐适合的项目
wish-check_points = 查积分
wish-redeem_points = 用积分兑换
wish-list_coupons = 看优惠券
wish-redeem_coupon = 使用优惠券
wish-query_balance = 查余额和卡次
wish-recharge = 充值办卡
wish-member_level = 查会员等级
wish-checkin = 到店签到
wish-upload_post = 发晒单照片
wish-post_reward_status = 查晒单奖励
wish-get_invite_code = 要邀请码
wish-referral_reward = 查推荐奖励
wish-join_groupbuy = 参加拼团
wish-update_profile = 改我的资料
wish-delete_data = 删除我的数据
wish-unsubscribe = 不再收活动消息
wish-human_handoff = 找真人同事
wish-complaint = 反映问题
wish-give_review = 评价这次服务
wish-late_notice = 告诉店里会晚到
wish-help = 看看能做什么
wish-staff_confirm = 确认预约申请
wish-staff_reject = 婉拒预约申请
wish-staff_schedule = 看今日安排
wish-staff_leave = 锁定时间或请假
wish-staff_redeem = 到店核销
wish-join_waitlist = 排队等位
wish-leave_waitlist = 退出排队
wish-query_waitlist = 看排队情况
wish-query_visits = 看做过的护理
wish-privacy = 隐私与数据
wish-export_data = 导出我的数据
wish-keep_data = 保留我的数据
wish-subscribe = 恢复订阅
wish-staff_commission = 查业绩提成
wish-staff_stock = 查库存
