"""What people say for each wish, as patterns over normalised text, Chinese and English.

`WISHES` are looked for anywhere in a message, `OPENERS` only at its beginning (after an opener another may
follow: 好的谢谢). `OUTRANKS` says which weaker wishes fall away: whoever cancels a booking does not book.
"""

_B, _E = r"(?<![a-z])", r"(?![a-z])"

_DO = "做|弄|搞|修|剪|洗|按|种|接|纹|脱|卸|打|敷|补|染|烫|护|推|刮|泡"
_ANY = r"[^,。!?;,]"

WISHES: dict[str, tuple[str, ...]] = {
    "book_appointment": (
        (
            r"(?:想|要|帮我|帮忙|给我|麻烦|替我|再|重新|另|来)(?:再|重新|先|提前|外)?(?:预约|约|预订|预定"
            r"|订)(?!了|到|上|成|的?[^个]{0,4}(?:取消|退)|单|记录|满|好了)"
        ),
        (
            r"预约(?:一下|一个|个|下|[^的了单记码号是情信满规须流取吗成好上没]|$)|预定|预订|挂个?号|排个(?:号|位"
            r"|时间)|留个?(?:位|时间)|占个?位"
        ),
        (
            r"(?:能|可以)(?:不能|不可以)?(?:再|帮我|给我)?(?:预约|约|订)(?=[^吗么嘛不满到上了成])|^约(?!满)|约"
            r"(?:个|一下|一个|一次|上)(?!.{0,6}(?:取消|退))"
        ),
        rf"(?:想|要|准备|打算)(?:来|过来|去|过去|找{_ANY}{{1,6}})?(?:{_DO})(?!完|好了|多久|错)",
        rf"(?:来|过来|去)(?:{_DO})(?:个|一下|一次|下)?(?!过|了|多久)|(?:安排|整)(?:一下|个|一个|上)",
        (
            rf"{_B}(?:book|booking for|reserve|(?:make|get|have|schedule|set up|need|want) an? (?:\w+ )?"
            rf"(?:appointment|appt|slot|reservation)){_E}(?!ing)"
        ),
        (
            rf"{_B}(?:i'd like|i would like|i want|i wanna|i need|can i get|could i get|can i have|could i have) "
            rf"(?:to (?:get|have|do|come)|an?(?! (?:human|person|refund|question|real)))"
        ),
        (
            rf"{_B}(?:can|could|may) (?:i|we) come{_E}|{_B}fit me in{_E}|{_B}squeeze me in{_E}|{_B}sign me up{_E}"
            rf"|{_B}put me down{_E}"
        ),
    ),
    # Beside a cancellation only this still books: 取消明天的 再约周五.
    "book_again": (
        r"(?:再|重新|另外?)(?:帮我|给我)?(?:预约|约|订)(?!了)",
        rf"{_B}(?:book|make) (?:a new one|another|again){_E}",
    ),
    "reschedule_appointment": (
        (
            r"改期|改约|改(?:一下|个|下)?(?:预约|时间|日期|日子)|换(?:一?个|一下|下)?(?:时间|日期|日子)|延期"
            r"|推迟|(?:提前|延后|往后[推挪]|往前[推挪]|推后|挪)(?:到|一|两|半|几|点)"
        ),
        (
            rf"(?:预约|约的|订的|定的|的预约){_ANY}{{0,12}}(?:改|换|挪|调)(?:到|成|为|一下)|[把将]{_ANY}"
            rf"{{1,16}}(?:改|换|挪|调)(?:到|成|为)|时间{_ANY}{{0,4}}(?:改|调)(?:到|一下)|改到|挪到|调到|换到"
        ),
        (
            rf"{_B}(?:reschedule|postpone|move (?:my|the) (?:appointment|booking|appt)|move (?:me|it) to"
            rf"|change (?:my|the) "
            rf"(?:appointment|booking|appt|time)|push (?:it |my appointment )?(?:back|to)|bring (?:it )?forward"
            rf"|another time|different time){_E}"
        ),
    ),
    "cancel_appointment": (
        (
            rf"(?<!不想)(?<!不要)(?<![别不])取消{_ANY}{{0,12}}(?:预约|约|订)|(?:预约|约的|订的|定的"
            rf"|那个){_ANY}{{0,10}}(?:取消"
            rf"|退掉|退了|不要了)|(?:来不了|去不了|过不来|不来了|不去了|不能来|不能去了|没法来|没法去|没空去|不做了)"
        ),
        r"(?<!不想)(?<!不要)(?<![别不])取消(?!订阅|关注)|退掉|不约了|cxl",
        (
            rf"{_B}(?:cancel|call off){_E}(?! the subscription)|{_B}(?:can't|cannot|can not|cant|won't be able to"
            rf"|unable to) (?:make it|come|attend){_E}"
        ),
    ),
    "query_appointment": (
        (
            r"(?:查|看|看看|查查|查询|查看|确认)(?:一下|下)?(?:我|我的|自己)?的?(?:预约|约|订单)|我的预约"
            r"(?!.{0,12}(?:改|换|取消|退|挪|推))|(?:我|之前|上次)(?:是)?(?:约|预约|订|定)(?:了|的)?"
            r"(?:是)?(?:几点|什么时候|哪天|哪一天|谁|哪个)"
        ),
        (
            r"有没有(?:我的)?预约|预约(?:成功|上|好)?了?(?:吗|没有?)|预约(?:记录|情况|信息)|约(?:上|好|成)"
            r"(?:了)?(?:吗|没)|我(?:有|约了)(?:几个|哪些|什么)预约|我的?约是"
        ),
        (
            rf"{_B}(?:my (?:next |upcoming )?(?:appointments?|bookings?)|when is my|what time is my|do i have "
            rf"(?:an |any )?(?:appointments?|bookings?)|check my (?:appointment|booking)|am i booked){_E}"
            rf"(?!.{{0,20}}(?:to|instead))"
        ),
    ),
    "query_visits": (
        r"(?:服务|护理|消费|到店)(?:记录|日志|历史)|(?:以前|之前|上次|都)做(?:过|的是?)什么",
        rf"{_B}(?:my (?:past |earlier |previous )?visits|visit history|service log|treatment history){_E}"
        rf"|{_B}what (?:did i (?:have|get)|have i had)(?: done)? (?:last time|the last time|before|so far|here){_E}"
        rf"|{_B}when (?:was (?:i last|my last)|did i last){_E}|{_B}who did (?:i have last time|my \w+){_E}",
    ),
    "query_availability": (
        (
            r"有(?:没有|木有)?(?:空位?|位置?|位子|时间|号|名额|档期|空档)(?:的|了)?(?:吗|么|嘛|没|不|\?|呢)|有"
            r"(?:没有|木有).{0,10}(?:空|位|时间|号|档期)|还有.{0,8}(?:空|位|号|时间|名额)"
        ),
        (
            r"(?:约|排|订)?满了?(?:吗|没|么)|(?:能|可以)预?约(?:吗|么|嘛|不|到|上|$)|谁(?:在|上班|有空)"
            r"|可约|约得[到上]|(?:什么时候|几点"
            r"|哪天|啥时候|哪个时间).{0,6}(?:有空|有位|空|可以|能约|方便|有时间)|忙不?忙|(?:在不在|上班|当班|在店)"
            r"(?:吗|么)|有空(?:吗|没|么|不)|行不行$|[^\s,。]在(?:吗|么|嘛|不在)"
        ),
        (
            rf"{_B}(?:available|availability|any (?:free |open )?(?:slots?|openings?|times?)|(?:is|are) \w+ "
            rf"(?:free|available|working|in)|free (?:slots?|times?)|(?:do you|have you) (?:have|got) (?:any"
            rf"(?:thing)?|a (?:slot|spot|free)|time|space|room)|openings?|fully booked){_E}"
        ),
    ),
    "join_waitlist": (
        (
            r"排队等|等个?位(?!置)|候补|排个?队|(?:有|空出)(?:空位?|位置?|位子|来)(?:了|的话|就|时)*.{0,4}"
            r"(?:通知|告诉|叫|提醒|联系|说)"
        ),
        (
            rf"{_B}(?:wait ?list|waiting list|wait list|notify me|(?:let me know|tell me|text me) (?:if|when) .{{0,40}}"
            rf"(?:opens? up|free|available|cancels?)){_E}"
        ),
    ),
    "leave_waitlist": (
        r"不(?:想|用|再)?等(?:了|位)|不排(?:队)?了|(?:退出|取消|离开).{0,3}(?:排队|候补|等位)",
        rf"{_B}(?:leave|get off|take me off|remove me from|cancel|drop) (?:the |my )?(?:wait(?:ing)? ?list|queue){_E}"
        rf"|{_B}(?:stop waiting|not waiting any ?more|take me off(?: (?:it|that|the list))?(?=\W*$)){_E}",
    ),
    "query_waitlist": (
        r"(?:我的|查|看|看看).{0,3}(?:排队|候补|等位)|(?:排队|候补)(?:情况|进度|到哪|记录)|排到(?:哪|第几|我)|轮到我",
        rf"{_B}(?:my (?:waitlist|waiting list)|where am i (?:in line|on the (?:list|wait ?list))|what am i waiting for"
        rf"|am i (?:still )?on (?:the|a|your) (?:wait ?list|waiting list|list)"
        rf"|(?:how long is|any news (?:on|from|about)) the (?:wait ?list|waiting list)){_E}",
    ),
    "check_points": (
        r"(?:多少|几|查|看|我的?|剩).{0,6}积分|积分.{0,6}(?:多少|查|余额|明细|还有|剩|几)|^积分$",
        rf"{_B}(?:my points|how many points|points balance|check points){_E}",
    ),
    "redeem_points": (
        r"积分.{0,4}(?:换|兑|抵|能用)|(?:兑换?|换).{0,6}积分|积分商城",
        rf"{_B}(?:redeem|use|spend) (?:my )?points{_E}",
    ),
    "list_coupons": (
        (
            r"(?:我的|查|看|有没有|有什么|有哪些|还有|几张|什么).{0,6}(?:优惠券|券|代金券)|^(?:优惠)?券$"
            r"|优惠券.{0,4}(?:在哪|有吗|有哪些)"
        ),
        rf"{_B}(?:my coupons?|any coupons?|list coupons|vouchers){_E}",
    ),
    "query_balance": (
        r"余额|(?:卡|储值|账户)(?:里|上|内)?(?:还)?(?:有|剩)(?:多少|几)|还剩(?:多少钱|几次)|次卡.{0,6}(?:几次|多少)",
        rf"{_B}(?:balance|how much (?:is )?left|sessions left){_E}",
    ),
    "recharge": (
        r"充值|储值(?!.{0,4}(?:剩|余))|充(?=[\d一二两三五])|续卡|续费",
        rf"{_B}(?:top ?up|recharge|add money){_E}",
    ),
    "get_invite_code": (
        r"邀请码|推荐码|邀请(?:朋友|好友|链接)",
        rf"{_B}(?:invite (?:code|link)|referral code|invite a friend){_E}",
    ),
    "upload_post": (r"晒单|晒图|传.{0,3}(?:照片|对比图)|上传", rf"{_B}(?:upload|post my (?:photo|picture)s?){_E}"),
    "member_level": (
        r"(?:会员|我).{0,3}(?:等级|级别)|什么会员|升级会员|几级会员",
        rf"{_B}(?:member(?:ship)? (?:level|tier|status)){_E}",
    ),
    "checkin": (r"^(?:我要)?签到|打卡", rf"{_B}(?:daily check ?in){_E}"),
    "join_groupbuy": (r"拼团|团购|开团|参团", rf"{_B}group ?buy{_E}"),
    "ask_price": (
        r"多少钱|价格|价目|价位|价钱|报价|怎么收费|收费|几块钱|什么价|啥价|贵吗|贵不贵|怎么卖",
        rf"{_B}(?:how much(?! (?:is )?left| points)|prices?|cost|fees?|rates?|charge|expensive){_E}",
    ),
    "ask_hours": (
        (
            r"几点(?:钟)?(?:开|关|上班|下班|营业|打烊|收|结束)|营业时间|营业到|营业吗|开门(?:吗|时间|了吗|没)|关门"
            r"|打烊|几点到几点|(?:今天|明天|周.|节|假期)(?:还|也)?(?:开门|营业|开店|上班)(?:吗|么|不|没)?"
            r"|开到几点"
        ),
        (
            rf"{_B}(?:opening hours|business hours|working hours|your hours|what time do you (?:open|close)"
            rf"|when do you (?:open|close)|are you open|do you open|open (?:on|today|tomorrow|now|late)"
            rf"|how late){_E}"
        ),
    ),
    "ask_address": (
        (
            r"地址|在.{0,6}哪(?!个|位|天)|(?:店|你们|门店|具体)?位置(?:在|发|是)|发(?:个|我)?(?:下)?(?:定位"
            r"|位置)|怎么(?:走|去|过去|来|到你)|导航|停车|地铁|坐什么车|哪个地铁"
        ),
        (
            rf"{_B}(?:where are you|where is|where's|address|location|directions|how (?:do|can) i get (?:there"
            rf"|to)|parking|nearest (?:metro|subway)){_E}"
        ),
    ),
    "ask_service_info": (
        (
            r"(?:什么|哪些|啥).{0,3}(?:项目|服务)|项目(?:介绍|有哪些|表)|(?:有什么|什么)(?:功效|效果|区别"
            r"|作用)|(?:做|要|需要)(?:一次)?多久|多长时间|疼不疼|痛不痛|疼吗|痛吗|孕妇.{0,4}(?:可以|能)|注意事项"
            r"|能维持"
        ),
        (
            rf"{_B}(?:do you (?:do|offer)|what services|what treatments|service list|how long does"
            rf"|does it hurt|is it painful"
            rf"|what is included|difference between){_E}"
        ),
    ),
    "ask_promotion": (
        r"活动|优惠(?!券)|打折|折扣|促销|特价|便宜",
        rf"{_B}(?:promotions?|discounts?|special offers?|deals?|on sale){_E}",
    ),
    "recommend_service": (
        r"推荐(?!码|人|奖|好友)|(?:不知道|不清楚|没想好|不晓得|不确定)(?:要|该|想)?(?:做|选|约)(?:什么|啥|哪)|适合(?:我|什么|哪)|做(?:什么|哪个|啥)(?:好|比较好|合适)",
        rf"{_B}(?:recommend|suggest|what should i (?:get|do)|which (?:one|treatment) is (?:best|better)){_E}",
    ),
    "complaint": (
        r"投诉|差评|太差|不满意|退款|退钱|骗人|过敏了|烫伤|态度.{0,3}差|失望|坑人",
        rf"{_B}(?:complain(?:t|ing)?|refund|terrible|awful|rude|disappointed|unhappy|not happy){_E}",
    ),
    "give_review": (
        r"(?<!差)评价|打分|好评|给.{0,3}[一二三四五\d]星",
        rf"{_B}(?:leave a review|rate my|five stars|feedback){_E}",
    ),
    "late_notice": (
        r"(?:要|会|可能)?(?:迟到|晚到|晚点到|晚一点到|晚几分钟|晚\d+分钟|堵车|堵在)",
        rf"{_B}(?:running late|be late|i'm late|\d+ min(?:ute)?s late|stuck in traffic){_E}",
    ),
    "human_handoff": (
        (
            r"人工|真人|转接|转人|客服|(?:找|叫|要|联系|跟|和|换)(?:一下|你们)?(?:店长|经理|老板|店员|前台"
            r"|工作人员|负责人)|(?:店长|经理|前台|老板)(?:在吗|在不在)|有人吗|活人|别用机器"
        ),
        (
            rf"{_B}(?:human|real person|live agent|an? agent|agent please|representative|(?:speak|talk|chat) "
            rf"(?:to|with) (?:a |an |the |your |some)?(?:person|someone|somebody|staff|manager|receptionist|one)"
            rf"|customer service|receptionist){_E}"
        ),
    ),
    "bot_challenge": (
        r"你是(?:不是)?(?:机器人|真人吗|ai|人吗|谁)|机器人(?:吗|吧)",
        rf"{_B}(?:are you (?:a )?(?:bot|robot|human|real|ai)|who are you){_E}",
    ),
    "goodbye": (
        r"再见|拜拜|晚安|回头见|下次见|(?:^|[,\s])88+(?:$|[,\s])|拜$|先这样|回聊",
        rf"{_B}(?:good ?bye|bye(?: bye)?|see (?:you|ya)|good night|take care|ttyl){_E}",
    ),
    "thanks": (
        r"谢谢|谢啦|谢了|感谢|多谢|谢谢你|3q|蟹蟹|辛苦(?:了|啦)|麻烦(?:你|您)了|🙏",
        rf"{_B}(?:thanks?|thank you|thx|ty|tks|cheers|appreciate it){_E}",
    ),
    "help": (
        (
            r"^帮助$|^菜单$|^功能$|怎么(?:用|使用|操作|预约)|(?:你|您)?(?:会|能|可以)(?:做|干|帮我做|帮我干)"
            r"(?:什么|啥|点什么|哪些)|有(?:什么|哪些)功能|使用说明|不会用"
        ),
        (
            rf"^(?:help|menu|\?|/help|/start)$|{_B}(?:what can you do|how does (?:this|it) work|help me$"
            rf"|i need help|how (?:do|can) i (?:book|use)){_E}"
        ),
    ),
    "unsubscribe": (
        (
            r"退订|(?:别|不要|勿|停止|少)(?:再)?(?:给我)?(?:发|推送|打扰|骚扰)|不想(?:再)?(?:收到|接收)|取消"
            r"(?:订阅|关注|推送)|^td$|拉黑"
        ),
        (
            rf"{_B}(?:unsubscribe|opt ?out|stop (?:sending|messaging|texting|the messages|these|spam\w*|promo\w*)"
            rf"|no more (?:messages|promo\w*|ads|texts)|don't (?:message|text) me){_E}|^stop$"
        ),
    ),
    "keep_data": (
        r"(?:撤销|撤回|取消|不要?)删除|别删(?:除)?我?|不删(?:除)?了",
        rf"{_B}(?:keep (?:me|my (?:data|account|info))|don't (?:erase|delete) (?:me|my \w+|it|anything)){_E}",
    ),
    "export_data": (
        r"导出.{0,6}(?:数据|信息|资料)?|(?:下载|拷贝|要).{0,4}我的(?:数据|信息|资料)|你们?(?:有|存了)我的?(?:什么|哪些)",
        (
            rf"{_B}(?:export my data|download my data|copy of my data"
            rf"|what (?:data |info |information |details )?(?:do|did|have) you (?:guys )?(?:know|have|keep|kept|store"
            rf"|stored|hold|save|got) (?:about|on|of) me"
            rf"|(?:send|give|show|email) me (?:all )?my (?:data|info|information)){_E}"
        ),
    ),
    "privacy": (
        r"隐私|我的数据|个人数据",
        rf"{_B}(?:privacy|my (?:personal )?(?:data|info|information)(?! (?:is|was) wrong)){_E}",
    ),
    "subscribe": (
        r"恢复订阅|重新订阅|(?<!消)(?<!退)订阅(?:消息|活动)?$",
        rf"{_B}(?:resubscribe|subscribe again|subscribe)$",
    ),
    "delete_data": (
        r"^删除我|^删掉我|忘记我$",
        rf"{_B}(?:erase me|forget me|delete me){_E}",
        r"(?:删除|清除|注销).{0,6}(?:数据|信息|资料|账号|账户|记录)|注销",
        rf"{_B}(?:delete my (?:data|account|information)|erase my){_E}",
    ),
    "update_profile": (
        r"(?:我的|个人|会员)(?:资料|档案|信息)|我的(?:喜好|偏好)|^(?:资料|档案)$",
        rf"{_B}my (?:profile|details|preferences){_E}",
        r"(?:改|换|更新|修改|绑定).{0,4}(?:手机|电话|号码|生日|资料|姓名|名字)|换号",
        rf"{_B}(?:(?:change|update) my (?:phone|number|birthday|name|profile)|new number){_E}",
    ),
    "abort_flow": (
        (
            r"算了(?!.{0,4}(?:改|换))|不弄了|先不(?:了|用|约|弄|要)|改天(?:再|吧)|下次(?:再|吧)|退出|主菜单"
            r"|重新开始|从头(?:来|开始)|不想(?:弄|约|做|要)了|再想想|再看看|再说吧"
        ),
        (
            rf"{_B}(?:never ?mind|forget (?:it|about it)|start over|quit|exit|not now|maybe later|main menu"
            rf"|changed my mind){_E}"
        ),
    ),
    "repeat": (
        (
            r"再说(?:一|1)?[遍次]|没听(?:清|懂)|没(?:看|明)[懂清白]|重复|什么意思|啥意思|你说(?:啥|什么)|重发"
            r"|再发一[遍次]"
        ),
        (
            rf"{_B}(?:say (?:that |it )?again|repeat|come again|pardon|didn't (?:get|catch) that|what do you mean"
            rf"|what did you say|don't understand){_E}"
        ),
    ),
    "out_of_scope": (
        (
            r"天气|股票|基金|彩票|外卖|点餐|机票|火车票|高铁票|打车|滴滴|酒店|讲个?笑话|唱(?:个|首)|翻译|写"
            r"(?:作业|代码|作文|首诗)|新闻|足球|世界杯|电影|游戏|几岁|你(?:吃饭|爱我|喜欢)|充话费|快递|招聘"
            r"|应聘|贷款"
        ),
        (
            rf"{_B}(?:weather|joke|stocks?|bitcoin|flights?|hotels?|taxi|uber|pizza|restaurants?|movies?|football"
            rf"|translate|homework|news|poem|recipe|train tickets?|capital of){_E}"
        ),
    ),
    "staff_schedule": (
        (
            r"排班|(?:我的|今天的|明天的|本周的?|这周的?)班(?!级)|班表|(?:今天|明天|今日|明日|后天|这周|本周|周.)"
            r"(?:有|都有)?(?:几个|哪些|多少|什么)(?:客人|预约|客户|单)|(?:今日|明日|今天的?|明天的?)(?:所有"
            r"|全部)?(?:预约(?:列表|表|单)|客人|客户|日程|单子)|日程|^今天的?(?:所有|全部)?预约$"
        ),
        (
            rf"{_B}(?:my (?:schedule|shifts?|roster)|(?:today|tomorrow)'?s (?:schedule|bookings|clients"
            rf"|appointments|customers)|who do i have|roster){_E}"
        ),
    ),
    "staff_leave": (
        (
            r"请(?:个|一天|半天|两天|\d天|病|事|年)?假(?!了?[吗没])|调休|休假|病假|事假|年假|(?:我|想|要)"
            r"(?:想|要)?(?:休|休息)"
            r"(?:一天|半天|两天|一下|$)|(?:我)?(?:今天|明天|后天|周.|\d+号)(?:要|想)?休息(?!吗|么|不|室)"
        ),
        (
            rf"{_B}(?:day off|days off|sick leave|(?:take|ask for|request|need|on|annual) leave|time off"
            rf"|call in sick|off sick){_E}"
        ),
    ),
    "correct_slot": (
        (
            r"不对|错了|弄错|搞错|说错|选错|打错|改成|改为|换成|换为|换个(?!时间|日)|换一?[个位](?!时间|日)"
            r"|改一?[个位](?!时间|日)|应该是|我(?:说|要)的是"
        ),
        (
            rf"还是(?!不|没|想问){_ANY}{{1,16}}吧|不是{_ANY}{{1,10}}[,\s]?是|(?:不行|不方便|没空|不合适"
            rf"|不可以)[,\s].{{1,12}}(?:吧|行|可以)|{_ANY}{{1,8}}(?:不要|不行|不方便"
            rf"|没空){_ANY}{{0,3}}(?:换|改)"
        ),
        (
            rf"{_B}(?:actually|make it|change (?:it|that) to|switch (?:it |that )?to|instead|rather|i mean(?:t)?"
            rf"|not \w+ but|wrong|no wait|sorry,? i (?:mean|meant)|correction){_E}"
        ),
    ),
}

_END = r"(?=$|[^\u4e00-\u9fffa-z]|谢|麻烦|那[就么我你]?|辛苦|就[这约定它])"
_PARTICLE = r"(?:的呢|[的呀啊哦噢喔嘞哒滴啦呢吧了哈嘛]){0,2}"

OPENERS: dict[str, tuple[str, ...]] = {
    "greet": (
        (
            r"(?:你好|您好|哈[喽啰罗]|嗨|嘿|在吗|在么|在不在|早上好|上午好|中午好|下午好|晚上好|早安|早呀|早啊"
            r"|早$|亲|亲亲|hi"
            r"|hello|hey|hiya|yo|good (?:morning|afternoon|evening|day))(?![a-z])[呀啊哦呢]?"
        ),
    ),
    "correct_slot": (r"(?:哦|啊|诶|哎|呃)?[,\s]?(?:不对|错了|不是的?[,\s]+(?:是|改|换))",),
    "affirm": (
        (
            rf"(?:好的?|好(?:呀|啊|嘞|滴|哒|吧)|嗯+|嗯呢|恩+|是的?|是(?:呀|啊)|对的?|对(?:呀|啊)|没错|可以的?|行"
            rf"|行(?:吧|啊|呀)|中|成|要的?|确认|确定|同意|没问题|当然|必须|就这样|就这么定了?|就这个|就它|妥"
            rf"|欧了|得|收到"
            rf"|好{{2,5}}|对{{2,4}}|是{{2,3}}){_PARTICLE}{_END}"
        ),
        (
            r"(?:ok(?:ay)?|okk+|k|yes|yep|yeah|yup|ya|yess+|sure|of course|correct|right|confirm(?:ed)?"
            r"|sounds good|perfect|great|fine|that works|that's (?:fine|right|good|correct|ok)|works for me"
            r"|go ahead|please do|absolutely|definitely"
            r"|y)(?![a-z])|👍|👌|✅|🆗"
        ),
    ),
    "deny": (
        (
            rf"(?:不(?:要|用|行|可以|是|好|需要|了|想|约|确认|方便|合适)?|没有|别|否|no+|nope|nah|not really|not yet"
            rf"|don't|n){_PARTICLE}(?![a-z]){_END}|👎|❌"
        ),
        (
            r"(?:不要了?|不用了?|不行|不可以|不是|不好|不需要|不了|没有|不同意|不太(?:行|方便|合适)|(?:不想|不要"
            r"|别|不)取消|拒绝$|no(?: thanks?"
            r"| thank you)?|nope|nah)(?![a-z])"
        ),
    ),
}

_BOOKING_WORDS = frozenset({"book_appointment", "query_availability", "query_appointment"})

OUTRANKS: dict[str, frozenset[str]] = {
    "join_waitlist": _BOOKING_WORDS | {"correct_slot"},
    "leave_waitlist": _BOOKING_WORDS | {"join_waitlist", "abort_flow", "cancel_appointment", "deny", "correct_slot"},
    "query_waitlist": _BOOKING_WORDS | {"join_waitlist"},
    "book_appointment": frozenset({"query_availability"}),
    "cancel_appointment": _BOOKING_WORDS | {"deny", "correct_slot", "affirm"},
    "reschedule_appointment": _BOOKING_WORDS | {"correct_slot", "deny", "cancel_appointment"},
    "query_appointment": frozenset({"book_appointment", "query_availability", "affirm"}),
    "query_visits": _BOOKING_WORDS,
    "correct_slot": frozenset({"deny", "book_appointment", "query_availability"}),
    "unsubscribe": frozenset({"cancel_appointment", "deny", "correct_slot"}),
    "abort_flow": frozenset({"correct_slot", "deny", "book_appointment"}),
    "help": frozenset({"book_appointment"}),
    "redeem_points": frozenset({"check_points"}),
    "delete_data": frozenset({"deny", "privacy", "update_profile"}),
    "keep_data": frozenset({"delete_data", "deny", "cancel_appointment", "abort_flow", "privacy"}),
    "export_data": frozenset({"privacy", "update_profile", "delete_data"}),
    "privacy": frozenset({"update_profile"}),
    "update_profile": frozenset(
        {"reschedule_appointment", "correct_slot", "complaint", "book_appointment", "deny", "query_availability"}
    ),
    "bot_challenge": frozenset({"human_handoff"}),
    "human_handoff": frozenset({"correct_slot", "book_appointment", "deny"}),
    "complaint": frozenset({"deny", "give_review"}),
    "staff_schedule": _BOOKING_WORDS,
    "staff_leave": frozenset({"book_appointment", "ask_hours"}),
    "staff_confirm": frozenset({"affirm"}) | _BOOKING_WORDS,
    "staff_reject": frozenset({"deny", "cancel_appointment"}) | _BOOKING_WORDS,
    "list_coupons": frozenset({"ask_promotion"}),
    "ask_hours": frozenset({"query_availability"}),
    "late_notice": frozenset({"reschedule_appointment"}),
    "out_of_scope": frozenset({"recommend_service", "book_appointment", "query_availability"}),
}

AVOIDS = (
    r"(?:别|不要|不想|以后别|以后不要|不用)(?:再)?(?:给我)?(?:安排|派|要|让|约)|不喜欢|换掉"
    rf"|{_B}(?:don't|do not|never|not) (?:want|give me|book me with|assign|put me with)|dislike{_E}"
)
LIKES = (
    r"(?:以后|下次|每次)?都(?:要|找|约|安排|指定)|以后(?:就)?(?:要|找|约|安排|指定)|我(?:最|很|更|比较)?喜欢|固定"
    rf"|{_B}(?:i (?:always )?(?:prefer|like|love)|always (?:book|give) me){_E}"
)
STAFF_CONFIRM = rf"确认|接单|接受|同意|通过|可以接|{_B}(?:confirm|accept|approve|ok){_E}"
STAFF_REJECT = rf"拒绝|婉拒|不接|拒单|退回|接不了|{_B}(?:reject|decline|refuse|deny){_E}"
