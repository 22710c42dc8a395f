"""Dialect words, typos and voice-to-text slips, in simplified characters, and the word they stand for.

Only spellings that cannot be good Mandarin or English in a salon chat belong here.
"""

_CANTONESE = {
    "听日": "明天", "听朝": "明天早上", "听晚": "明天晚上", "今朝": "今天早上", "今日": "今天", "寻日": "昨天",
    "琴日": "昨天", "噚日": "昨天", "大后日": "大后天", "下昼": "下午", "上昼": "上午",
    "晏昼": "下午", "晏就": "下午", "夜晚": "晚上", "晚黑": "晚上", "夜黑": "晚上", "朝早": "早上", "朝头早": "早上",
    "今个": "这个", "呢个": "这个", "嗰个": "那个", "个钟头": "个小时", "放工": "下班",
    "收工": "下班", "几时": "什么时候", "几点钟": "几点", "唔该": "谢谢", "多谢晒": "谢谢", "唔要": "不要",
    "唔系": "不是", "唔得": "不行", "唔使": "不用", "系咪": "是不是", "有冇": "有没有", "得唔得": "行不行",
    "可唔可以": "可不可以", "几多钱": "多少钱", "几钱": "多少钱", "几多": "多少", "边度": "哪里", "喺边": "在哪里",
    "乜嘢": "什么", "咩": "什么", "想book": "想预约", "book定": "预约", "揾": "找", "嚟": "来", "嘅": "的",
    "唔": "不", "冇": "没有", "我哋": "我们", "边个": "谁", "嗰日": "那天", "出年": "明年", "月尾": "月底",
}  # fmt: skip

_TAIWAN = {
    "明仔载": "明天", "明仔早": "明天早上", "明仔暗": "明天晚上", "明仔日": "明天", "后日仔": "后天", "今仔日": "今天",
    "下晡时": "下午", "下晡": "下午", "顶晡": "上午", "暗时": "晚上", "暝时": "晚上", "透早": "一早", "中昼": "中午",
    "礼拜日": "星期天", "拜日": "星期天",
}  # fmt: skip

_NORTHERN = {
    "明儿个": "明天", "今儿个": "今天", "后儿个": "后天", "昨儿个": "昨天", "明儿": "明天", "今儿": "今天",
    "后儿": "后天", "昨儿": "昨天", "赶明儿": "明天", "晌午": "中午", "头晌": "上午", "后晌": "下午", "过晌": "下午",
    "明日": "明天", "昨日": "昨天", "今个儿": "今天", "明个儿": "明天",
}  # fmt: skip

_TYPOS = {
    "吓午": "下午",
    "名天": "明天", "明夭": "明天", "明田": "明天", "后田": "后天",
    "后夭": "后天", "今夭": "今天", "今田": "今天",
    "星其": "星期", "星欺": "星期", "星奇": "星期", "礼败": "礼拜", "理拜": "礼拜", "周未": "周末", "周莫": "周末",
    "预yue": "预约", "预月": "预约", "预药": "预约", "预曰": "预约", "预越": "预约", "取肖": "取消", "取小": "取消",
    "曲消": "取消", "鸡粉": "积分", "优惠卷": "优惠券", "优会券": "优惠券",
    "美假": "美甲", "美捷": "美睫", "点种": "点钟", "电钟": "点钟",
    "半个小是": "半个小时", "小是后": "小时后", "改其": "改期", "该到": "改到", "盖到": "改到",
    "tomorow": "tomorrow", "tommorow": "tomorrow", "tommorrow": "tomorrow",
    "2moro": "tomorrow", "2morrow": "tomorrow", "tonite": "tonight", "2nite": "tonight", "wendesday": "wednesday",
    "wensday": "wednesday", "wednsday": "wednesday", "thrusday": "thursday", "thurday": "thursday",
    "saterday": "saturday", "satuday": "saturday", "appoinment": "appointment", "apointment": "appointment",
    "appointmnt": "appointment", "reschedual": "reschedule", "cancle": "cancel",
}  # fmt: skip

_APART = (
    "dont", "doesnt", "didnt", "cant", "couldnt", "wont", "wouldnt", "shouldnt", "isnt", "arent", "wasnt", "havent",
    "hasnt",
)  # fmt: skip
_JOINED = {
    "im": "i'm", "ive": "i've", "youre": "you're", "theyre": "they're", "whats": "what's", "whos": "who's",
    "wheres": "where's", "hows": "how's", "whens": "when's", "thats": "that's", "theres": "there's", "lets": "let's",
    "shes": "she's", "hes": "he's", "its": "it's", "u": "you", "ur": "your", "pls": "please", "plz": "please",
    "w": "with", "pedi": "pedicure", "mani": "manicure",
}  # fmt: skip
WHOLE_WORDS = {word: f"{word[:-1]}'t" for word in _APART} | _JOINED
"""English words that are good ones as a part of others; "its" is mostly "it's" in a chat, "ill" and "wed" are not."""

_HOUR_FOLLOWS = r"(?=[一二三四五六七八九十两\d]|$)"

# Slips that are good words elsewhere (改一下五点, 以后日子): slip, word, what must stand before and behind.
IN_CONTEXT = (
    *((f"下{sign}", "下午", r"(?<![一以])", _HOUR_FOLLOWS) for sign in "五吾武舞伍无"),
    *((f"上{sign}", "上午", r"(?<![早晚])", _HOUR_FOLLOWS) for sign in "吾武伍"),
    ("后日", "后天", r"(?<![以然之最])", r"(?!子)"),
    ("前日", "前天", r"(?<![之以])", r"(?!子)"),
)

VARIANTS = _NORTHERN | _CANTONESE | _TAIWAN | _TYPOS
