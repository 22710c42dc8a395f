late-no_visit = 收到，路上慢慢来。我没查到您今天的预约，需要核对的话可以说「我的预约」或回复「人工」。
late-minutes = { $minutes } 分钟
late-minutes-ask = 没关系，大概会晚多久呢？
late-told = 收到，已经告诉{ $staff }您大约晚 { $minutes } 分钟，路上慢慢来，注意安全。{ $time } 的时间为您留着；后面有客人的话，护理可能要相应缩短，实在赶不及可以说「改时间」，或致电 { $phone }。
notice-late = { $name } 说会晚到约 { $minutes } 分钟：{ $time }（{ $staff }）
colleague-about = { $name }：{ $about }
roster-one = { $name } { $hours }
roster-works = { $store } { $day } 上班：{ $people }
roster-off = { $name } { $day }休息。
roster-nobody = { $store } { $day } 没有美容师上班。
roster-book = 想约哪位，直接说名字和时间就好。
unlisted-comma = 、
unlisted-staff = 店里没有叫「{ $name }」的同事，抱歉。可以为您服务的有：{ $people }。
unlisted-store = 我们没有「{ $name }」这家门店，抱歉。欢迎来：{ $stores }。
unlisted-one_store = { $name }（{ $address }）
unlisted-treatment = 店里暂时没有「{ $name }」这个项目，抱歉。我们做的有：{ $kinds }。
offers-newcomer = 新朋友礼遇，登记后礼包马上到账
offers-birthday = 生日礼
offers-birthday_when = 生日前 { $days } 天自动送到，在「我的资料」里填好生日就行
offers-birthday_points = 生日当天消费，积分 { $times } 倍
offers-top_up = 充值优惠
house-at = { $store }：{ $text }
house-terms = 到店前 { $hours } 小时以上，随时可以免费改期或取消，直接跟我说就行。之后改期或取消{ $late ->
    [0] 不收费，只记一次临时取消
   *[other] 收取价格的 { $late }%
    }；没来也没说，{ $missed ->
    [0] 记一次爽约
   *[other] 收取价格的 { $missed }%
    }。
about-promotions = 现在有这些分时段优惠，所有会员一样；想约的话直接说项目和时间。
about-no_promotions = 最近没有特别的优惠活动。有新活动会在这里告诉您；想要确认，回复「人工」问问同事。
service_info-category-ask = 您想了解哪一类项目？
service_info-treatment-ask = 您想了解哪个项目？
service_info-minutes = 时长：{ $minutes } 分钟。
service_info-unknown = 「{ $treatment }」的这个问题我不太确定，不想随口回答您，帮您问问店里的同事好吗？
service_info-person = 帮我问同事
recommend-need-ask = 您最想改善或放松的是哪方面？
recommend-nothing = 这方面店里暂时没有合适的项目，看看下面这些？
recommend-why = 推荐理由：适合{ $need }
recommend-from = { $price } 起
recommend-look = 我再看看
recommend-pick-ask = 想约哪一个？
question-need = 需求
question-shared = 安排
question-merge = 合并记录
question-pick = 项目
question-minutes = 时间
question-wish = 选项
need-dry = 干燥缺水
need-dull = 暗沉没光泽
need-acne = 痘痘闭口
need-oily = 出油和毛孔
need-sensitive = 敏感泛红
need-firm = 松弛和细纹
need-eyes = 眼周疲劳
need-shoulders = 肩颈酸紧
need-tired = 疲劳想放松
need-hair = 头皮养护
need-feet = 足部护理
need-hands = 手部护理
need-hairless = 脱毛
need-body = 身体嫩肤
need-pregnant = 孕期护理
need-men = 男士护理
need-first = 第一次体验
need-party = 约会拍照前
need-lashes = 睫毛眉毛
need-nails = 美甲
