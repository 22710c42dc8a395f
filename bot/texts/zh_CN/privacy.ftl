privacy-exported_just_now = 您刚刚导出过一次，{ $hours } 小时后可以再导出。
privacy-no_erasure = 现在没有等待删除的申请。
privacy-desk-ask = 您的资料只用于为您服务，不会给外人。想做什么？
privacy-export_data = 导出我的数据
privacy-consent_record = 我同意过什么
privacy-subscriptions = 消息订阅
privacy-learning = 帮我听懂您
privacy-erase_me = 删除我
privacy-keep_me = 撤销删除
privacy-done = 没有了
export_data-done = 这是我们保存的关于您的全部内容：一份给您看（HTML），一份给程序读（JSON）。文件 { $hours } 小时内可以下载，里面有您的隐私，请妥善保管。
erase_me-word-ask =
    删除后，您的姓名、手机号、生日、喜好、肤质与过敏、聊天记录和照片都会清除，{ $ahead ->
        [0] 以后再来就是新朋友
       *[other] { $ahead } 个还没到的预约会取消，以后再来就是新朋友
    }。
    依照法律，消费记录（哪天做了什么、多少钱）要保留三年，但不再带有您的身份；您的同意记录也只按编号保留。备份里的旧数据会随备份到期消失。
    { $days } 天内随时可以回复「撤销删除」反悔，到期后不能恢复，我们也不会再联系您。
    确定的话，请输入「{ $word }」。
erase_me-word = 删除我
erase_me-no = 不删除
erase_me-left = 请留意：您还有{ $what }。删除以后这些就找不回来了。储值和次卡可以先退（说「退储值」），积分和券可以先用掉。
erase_me-left_money = 储值 { $left }
erase_me-left_uses = 次卡 { $left } 次
erase_me-left_points = { $left } 积分
erase_me-left_coupons = { $left } 张优惠券
erase_me-and = 、
erase_me-waiting = 已记下，{ $day }会删除您的全部资料。在那之前回复「撤销删除」就可以反悔。
keep_me-done = 太好了，删除已撤销，您的资料都还在。
consent_record-title = 您同意过什么
consent_record-line = { $kind }：{ $given } 同意（{ $channel }，文本版本 { $version }）{ $taken ->
    [none] {""}
   *[other] ，{ $taken } 撤回
}
consent_record-opt_out = 不再接收「{ $topic }」：{ $off }（{ $channel }）{ $on ->
    [none] {""}
   *[other] ，{ $on } 恢复
}
consent-kind-terms = 服务条款与隐私
consent-kind-health_notes = 记录肤质与过敏
consent-kind-marketing = 接收活动消息
consent-kind-learning = 保留没听懂的话用来改进
learning-sure-ask = 我没听懂的话，可以留下来让同事教我吗？手机号和券码会先去掉，不带您的名字，最多保留 { $days } 天，随时可以停，停了就删。
learning-yes = 可以
learning-done = 谢谢您，我会越来越懂您。想停的时候，在「隐私」里点「帮我听懂您」就好。
learning-stop-ask = 您同意过保留我没听懂的话，要停吗？
learning-stop = 停止并删除
learning-stopped = 好的，不再保留，之前留下的也会删掉。
channel-name = { $channel ->
    [web] 网页
    [telegram] Telegram
    [console] 终端
    [desk] 门店
   *[other] { $channel }
}
subscribe-sure-ask = 想收到生日节日祝福、活动优惠和护理小贴士吗？每周最多两条，晚上不打扰，随时回复「退订」就停，也可以只停某一类。
subscribe-yes = 同意接收
subscribe-done = 好的，有好消息会告诉您。随时回复「退订」就停。
subscriptions-topic-ask = 点一下可以打开或关闭：
subscriptions-on = ✓ { $topic }
subscriptions-off = ✗ { $topic }
subscriptions-stop_all = 全部退订
subscriptions-stopped = 不再给您发「{ $topic }」。
subscriptions-resumed = 「{ $topic }」已恢复。
topic-greetings = 生日与节日祝福
topic-offers = 活动与优惠
topic-care = 护理小贴士
datafile-title = 我的数据
datafile-intro = 这是门店保存的关于您的全部内容，导出时间 { $time }。前面几节便于阅读，后面的表格与保存的完全一致。
datafile-profile = 个人资料
datafile-visits = 预约与到店
datafile-messages = 聊天记录
datafile-photos = 照片
question-desk = 选项
question-topic = 主题
question-stop = 选项
words-keep = 不|不要|不了|不用|不行|否|留着|保留|保留我|不删|不删了|别删|别删了|先不|先不了|算了|再想想
