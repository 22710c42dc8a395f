"""What colleagues tell the front desk to do with one thumb: 「给安然加200分 补偿」 is /adjust with everything it takes.

A saying is a whole message of a fixed build, so that it can be acted upon wherever it is typed; anything looser is for
the classifier. It names the slash command it stands for, and its values by what that command's dialog hears.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nlu.entities.codes import spoken_sum
from nlu.normalise import normalise

_WHO = r" ?(?P<member>(?:1\d{10}|尾号 ?\d{4}|\d{4}|[a-z]+(?: [a-z]+)?|[^\s\d,。:!?]{1,8}?)) ?"
_WHEN = (
    r"(?:[今明]天|周[一二三四五六日天])?(?:上午|下午|晚上|早上|中午)?(?:\d{1,2}|[一二三四五六七八九十两]{1,3})(?:点[半\d一二三四五刻]{0,3}|:\d\d)"
    r"(?:的?(?:那个|那位|那单|客人|那个客人))?"
)
_WHO_TOO = _WHO.replace("member", "too")
_DAY = r"今天|明天|后天|大后天|下?周[一二三四五六日天]|\d{1,2}[号日]"
_MAYBE = rf"(?:{_WHO})?"
_VISIT = rf"(?:{_WHEN}的?(?:{_WHO})?|(?:{_WHO_TOO}))"
_ANY_VISIT = rf"{_VISIT}?"
_NUMBER = r"(?:\d{1,12}(?:\.\d{1,2})?|[一二两三四五六七八九十百千万]{1,6})"
_SUM = rf" ?(?P<amount>[-+]?{_NUMBER}) ?(?:元|块钱|块)?"
_POINTS = rf" ?(?P<points>[-+]?{_NUMBER}) ?(?:个)?(?:积分|分)"
_CODE = r"(?P<code>[0-9a-z]{4}-?[0-9a-z]{2,12})"
_WHY = r"(?:[\s,。:](?P<reason>.{1,60}))?"
_MEASURE = r"(?:[一二两\d]?(?:张|个|份))"
_GIFT = r"(?P<gift>[^\s,。]{0,16}?(?:券|卷|减[^\s,。]{0,6}|折[^\s,。]{0,4}|礼包|体验|特价[^\s,。]{0,4}))"
_GIVES = r"多加|加|补偿|补|赠送|送|奖励|奖|赔"
_TAKES = r"扣掉|减掉|扣除|扣|减"
_KNOWN_GIFT = r"(?:新人|升级|生日|唤醒|高值)?礼包|优惠券|满\d+减\d+|立减\d+"
_DONE = r"(?:了|啦|咯|喽)?"
_PREPAID = r"(?:储值|充值|余额|次卡|疗程|会员卡|卡)"
_FILE = r"(?:资料|档案|信息|电话|手机号?|号码|积分|余额|储值|优惠券|券|卡|次卡|生日|过敏史?|过敏|记录|消费记录|情况)"

_SAYINGS: tuple[tuple[str, str], ...] = (
    ("grant", rf"(?:给|帮){_WHO}(?:再)?(?:发|送|补|补发|赠|赠送){_MEASURE}?{_GIFT}{_WHY}"),
    ("grant", rf"(?:补偿|奖励|赠送|送给?|发给?|补给?){_WHO}{_MEASURE}{_GIFT}{_WHY}"),
    ("grant", rf"(?:补偿|奖励|赠送|送给?|发给?|补给?){_WHO}(?P<gift>{_KNOWN_GIFT}){_WHY}"),
    ("grant", rf"(?:发|送|补){_MEASURE}?(?:优惠)?(?:券|卷|礼包)(?:给)?[\s:]*{_MAYBE}"),
    ("adjust", rf"(?P<sign>{_GIVES}|{_TAKES}){_MAYBE}的?{_POINTS}(?:给{_WHO.replace('member', 'too')})?{_WHY}"),
    ("adjust", rf"(?:给|帮)?{_WHO}的?(?:积分)?(?P<sign>{_GIVES}|{_TAKES})?[了上]?{_POINTS}{_WHY}"),
    ("adjust", rf"(?:给{_WHO})?(?:调|调整|改|补|加|扣|送)积分"),
    ("topuprefund", rf"(?:给|帮)?{_MAYBE}(?:要|想|想要|说要)?退掉?{_PREPAID}"),
    ("topuprefund", rf"退{_PREPAID}[\s:]+{_WHO}"),
    ("topup", rf"(?:给|帮){_WHO}的?(?:卡[里上]?)?(?:充值|充|存|储值)[了上]?[\s:]*(?:{_SUM})?{_WHY}"),
    ("topup", rf"{_WHO}(?:要|想)?(?:充值|充)[了上]?[\s:]*{_SUM}{_WHY}"),
    ("topup", rf"充值[\s:]*{_WHO}[\s:]*(?:{_SUM})?"),
    ("card", rf"(?:给|帮){_WHO}(?:开|办|买|卖|续)[一了]?张?[^\s,。]{{0,6}}(?:卡|疗程)"),
    ("card", rf"{_WHO}(?:要|想)(?:开|办|买|续)[一了]?张?[^\s,。]{{0,6}}(?:次卡|疗程)"),
    ("refund", rf"(?:给|帮){_WHO}(?:退款|退钱|退掉?了?)[\s:]*(?:(?P<part>一半|半|全部|全款|全额)|{_SUM})?"),
    ("refund", rf"(?:退款|退钱)[\s:]*{_WHO}(?:[\s:]+(?:(?P<part>一半|半|全部|全款|全额)|{_SUM}))?"),
    ("refund", rf"{_WHO}(?:要|要求|想|想要|说要)(?:退款|退钱)"),
    (
        "till",
        rf"(?:给|帮|替|为)?{_WHO}的?(?:要|想|来)?(?:结账|结下账|结一下账|结个账|买单|埋单|结算|付款)(?:了|吧|啦)?",
    ),
    ("till", rf"(?:收款|收银|收钱|结账|结一下|结下|买单|埋单|结算)[\s:]*{_WHO}(?:[\s:]+(?P<pay>[^\s,。]{{2,4}}))?"),
    ("checkin", rf"(?:核销|核一下|核下|核|验券|核券|验一下|验|兑换码|券码|用券)[\s:]*{_CODE}"),
    ("calloff", rf"取消(?:掉|一下)?{_VISIT}的?(?:今天|明天|后天|周[一二三四五六日天])?的?(?:预约|那个|那单|单子)"),
    (
        "calloff",
        rf"[把将]{_VISIT}的?(?:今天|明天|后天|周[一二三四五六日天])?的?(?:预约|那个|那单|单子)?(?:取消|退)(?:掉|了)?",
    ),
    ("calloff", rf"{_WHO}(?:说|打电话说)?(?:今天|明天|临时)?(?:不来了|来不了了?|不做了|要取消)"),
    (
        "move",
        (
            r"[把将]?(?P<of>[^,。]{2,16}?)(?:改|挪|推|调|换|延|提前)(?:到|成|为|至)"
            r"(?P<to>(?=.*(?:\d|点|[今明后]天|周|星期|上午|下午|晚上|早上|中午|号))[^,。]{2,16}?)(?:吧|可以吗|行吗|行不行)?"
        ),
    ),
    (
        "noshow",
        rf"{_ANY_VISIT}(?:今天|还是|又|一直|也|都)?(?:没有?来|没到店?|没出现|没见人|爽约|放(?:我们)?鸽子){_DONE}",
    ),
    (
        "staff_take_money",
        rf"{_WHO}(?:的)?(?:充值|钱|款|充的钱|储值|办卡)(?:的钱|款)?(?:已经|都)?(?:到账|付|收到|收|交|转过来)了",
    ),
    ("checkin", rf"{_VISIT}(?:已经|刚刚?|都)?(?:到店|进店|进门|来店|到|来)(?:了|啦|咯)"),
    ("start_visit", rf"{_ANY_VISIT}(?:已经|现在|可以)?(?:开始做|开始服务|开始护理|开做|上床|进房间?){_DONE}"),
    ("done", rf"{_ANY_VISIT}(?:已经|都)?(?:做完|完事|做好|弄好|服务完|护理完){_DONE}"),
    (
        "roster",
        rf"(?P<words>(?:{_DAY})?(?:上午|下午|晚上)?(?:店里|[^\s,。]{{1,6}}店)?都?(?:有|是)?谁(?:在)?(?:上班|当班|值班|休息|轮休|在店|在))[啊呀呢吗]?",
    ),
    (
        "block",
        r"(?!.*(?:解锁|解除|打开|取消|放开|解封|撤))(?P<words>[^,。]{0,14}(?:锁(?:一下|定|住|掉|上)?|占住|占一下|空出来?|留出来?|别排|不要排|别接|别派)[^,。]{2,16})",
    ),
    (
        "off",
        r"(?!.*(?:批|还有|几天|余额|怎么|撤|销|取消|改|吗$))(?P<words>.{0,12}(?:请(?:个|一天|半天|\d天|病|事|年)?假|调休|休假|病假|事假|年假|想休息|要休息|休一天).{0,12})",
    ),
    ("repaired", r"(?P<room>[^\s,。]{2,10}?)(?:已经)?(?:修好|修完|恢复|能用|可以用)了"),
    (
        "repair",
        (
            r"(?P<room>[^\s,。]{2,10}?)(?:又|突然|今天)?(?:坏(?:掉|了)|坏掉了|出?故障|用不了|不能用|开不了机|不工作"
            r"|要(?:修|维修|保养)|停用|报修|漏水|漏电)[了啦]?"
        ),
    ),
    (
        "tier",
        rf"(?:给|把|将|帮)?{_WHO}的?(?:等级|会员)?(?:改|升级?|调|设|降)(?:成|到|为|级到)?(?P<tier>普通会员|银卡|金卡|钻石卡?)",
    ),
    ("unblock", r"(?P<words>[^,。]{0,14}(?:解锁|解除锁定|取消锁定|放开|解封)[^,。]{0,16})"),
    ("find", rf"(?:我?(?:想|要))?(?:查|搜|找|看)(?:一下|下|查|找|看)?[\s:]*(?:会员|客人|顾客)?{_WHO}的?{_FILE}?"),
    ("find", rf"{_WHO}(?:是谁|是哪位|是哪个|是什么情况|什么情况)"),
    (
        "find",
        (
            rf"{_WHO}(?:是?什么等级|有(?:几|多少)张?券|还?有多少(?:积分|分|钱|次)"
            r"|还?剩(?:多少|几次?)(?:积分|分|钱)?|对?(?:什么)?过敏吗?)"
        ),
    ),
    (
        "find",
        rf"{_WHO}(?:上次|上回|最近)(?:是)?(?:什么时候|啥时候|哪天|几号|做的?(?:是)?(?:什么|啥))(?:来|到店|做)?(?:的|过)?",
    ),
    ("points", r"积分(?:总览|总况|报表|统计)|(?:全店|店里)积分"),
    ("flags", r"积分异常|异常积分|刷分的?"),
    ("reviews", r"(?:有没有|看看|看下|最近的?|今天的?)*(?:差评|评价|好评|点评)(?:吗|呢|怎么样)?"),
    (
        "waitlist",
        r"(?:有|都有|还有)?(?:谁|人|几个人|哪些人)在?(?:等位|排队|候补)(?:吗|呢)?|(?:等位|排队|候补)(?:名单|列表|的人)?",
    ),
    ("counter", r"前台(?:签到)?码|签到码"),
    (
        "pending",
        (
            r"(?:有没有|有|还有|看看)?(?:新的?|待确认的?|没确认的?|未确认的?|要确认的?)(?:申请|预约|单子)(?:吗|么|没有|没)?"
            r"|(?:待|未)确认的?"
        ),
    ),
    ("find", rf"{_WHO}的{_FILE}(?:是?多少|还?有多少|还剩多少|几个|呢|有哪些|是什么)?"),
    ("find", r"(?:手机)?尾号(?:是|为)?[\s:]*(?P<code>\d{4})(?:的)?(?:是谁|客人|会员|顾客|是哪位)?"),
)
"""First come, first served. Every pattern is of a whole message."""

_COMPILED = tuple((command, re.compile(pattern)) for command, pattern in _SAYINGS)

_SOMEBODY = re.compile(r"她|他|ta|它|您|你|我|客人|顾客|会员|大家|[这那](?:个|位)(?:客人|会员|顾客)?|人|老客|新客|对方")
"""Who is not named by this: the dialog asks whom."""

_NOBODY = re.compile(
    r"怎么|如何|可以|能不|能|什么|啥|哪|谁|多少|几|为什|请问|帮我|我[要想的]|今天|明天|后天|昨天|本周|下周|上周|这周|周[一二三四五六日天]|预约"
    r"|排班|班|订单|待|申请|评价|库存|提成|业绩|不|没|别|先|再|还|都|已|刚|直接|全|有|在|是|去|对账|账单|小票|券|码|卡|记录|时间|空|微信|支付宝|现金|新|下一|上一|下个|上个|接下来|积分|优惠|会员|营业|收入|员工|同事|抹零|评价|等位|排队|精华|刷卡|转账|收到|收|钱|款|货|快递|谢谢|确认|取消|同意|完|用|打[一二三四五六七八九\d]|加|退|充|付|最|好|人工|客服|店长|老板|经理|看|改"
)
"""Where a name begins like this there is none: 「怎么结账」, 「查今天的预约」."""

_NO_NAME = re.compile(r"[不没吗么呢说]")
_AROUND = re.compile(r"^(?:尾号|客人|会员|顾客|那个|这个)(?=.)|(?:的|说|今天|现在|又|还)$")

_MINUS = frozenset(_TAKES.split("|"))
_NAME = re.compile(r"(?![零一二三四五六七八九十百千万两半]+$)[\u4e00-\u9fff]{2,4}|[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_LONGEST = 90
_ENDS = " ,。.!?;、~"


@dataclass(frozen=True, slots=True)
class Saying:
    """A command in words: the slash command's word, and what was said along."""

    command: str
    values: dict[str, str] = field(default_factory=dict)


def saying_of(text: str) -> Saying | None:
    """The command that a whole message is, None where it is none. Values stand as dialogs take them: points signed,
    sums in yuan, names and codes as typed."""
    plain = normalise(text)
    told = plain.text.strip(_ENDS)
    if not 2 <= len(told) <= _LONGEST:
        return None
    begin = plain.text.index(told)
    for command, pattern in _COMPILED:
        match = pattern.fullmatch(plain.text, begin, begin + len(told))
        if match is None:
            continue
        spans = {name: plain.span(*match.span(name)) for name, value in match.groupdict().items() if value}
        values = _values({name: plain.original[slice(*span)].strip() for name, span in spans.items()})
        if values is not None:
            return Saying(command, values)
    return None


def may_be_name(text: str) -> bool:
    """Whether a text may be somebody's name and nothing else: 「安然」, 「王小姐」, "Ann Lee"."""
    told = text.strip(_ENDS)
    return bool(_NAME.fullmatch(told)) and not _NOBODY.match(told) and not _NO_NAME.search(told)


def _values(found: dict[str, str]) -> dict[str, str] | None:
    """What a dialog takes of the groups of a pattern; None where the name is none after all."""
    member = found.pop("too", "") or found.pop("member", "")
    if member:
        member = _AROUND.sub("", member).strip()
        if _NOBODY.match(member) or _NO_NAME.search(member):
            return None
        if not _SOMEBODY.fullmatch(member):
            found["member"] = member
    sign = "-" if found.pop("sign", "") in _MINUS else ""
    if "points" in found:
        found["points"] = sign + _digits(found["points"])
    if "amount" in found:
        found["amount"] = _digits(found["amount"])
    if "part" in found:
        found["amount"] = found.pop("part")
    if "gift" in found:
        found["gift"] = re.sub(r"的?(?:优惠)?(?:券|卷)$", "", found["gift"])
    return {name: value for name, value in found.items() if value}


def _digits(said: str) -> str:
    """A number in figures, as far as it is one: 二百 is 200."""
    value = None if said[:1] in "+-" else spoken_sum(said)
    return said if value is None else str(value)
