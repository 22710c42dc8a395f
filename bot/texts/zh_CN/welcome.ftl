welcome-terms-ask = 欢迎光临！为了帮您预约，我们会保存您的称呼、预约记录和聊天内容，只用于为您服务，您可以随时要求查看或删除。可以吗？
welcome-terms-again = 您刚才说的我都记着。点「同意并继续」，我就接着为您办。
welcome-agree = 同意并继续
welcome-refuse = 暂不同意
welcome-refused = 好的，我们不会保存您的资料。想预约时随时回来，也可以回复「人工」或直接致电门店。
welcome-done = 谢谢您的信任！
welcome-unsubscribed = 好的，不再给您发送活动消息。和您预约有关的提醒还会照常发送。想再收到时回复「恢复订阅」。
help-member =
    您可以直接说：
    · 明天下午三点做个脸
    · 改到周六上午
    · 我的预约
    · 小气泡多少钱
    随时可以说「返回」「取消」「菜单」或「人工」。
about-hours = { $store } { $day } 营业时间：{ $hours }
about-closed = { $store } { $day } 休息。
about-price_line = { $name }  { $price } 起
about-special = { $store } 分时段价格
about-special_rule = { $when }：{ $all ->
    [yes] 全部项目
   *[no] { $what }
    } { $amount }
about-special_when = { $name }（{ $when }）
about-special_line = { $when }：{ $prices }
handoff-called = 已为您联系店里的同事，请稍候，有话可以直接在这里说。想回到自助服务，回复「菜单」即可。
handoff-nobody = 已为您登记，店里的同事看到后会尽快回复。着急的话请直接致电门店。
handoff-passed_on = 已经转给同事了，请稍候。想先自己办，回复「菜单」。
handoff-kept = 已经记下，同事看到后会马上回复您。想先自己办，回复「菜单」，预约、查积分都可以。
handoff-called_already = 同事已经收到，请稍候。想回到自助服务请回复「菜单」。
handoff-guest = 访客
handoff-joined = { $name } 来为您服务了，请直接说。
handoff-left = 谢谢您的耐心，接下来由我继续为您服务。
handoff-idle = 刚才的人工对话已结束，我继续为您服务。
handoff-back = 好的，回到自助服务。
