"""What small talk is about, so that the answer is no shrug."""

from __future__ import annotations

import re

from nlu.normalise import normalise

_EN = r"(?<![a-z])(?:{})(?![a-z])"
_MOODS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (mood, re.compile(rf"{zh}|{_EN.format(en)}"))
    for mood, zh, en in (
        ("laugh", "哈哈|嘻嘻|嘿嘿|笑死|hhh|233", "haha+|lol|lmao|hehe"),
        ("weather", "天气|下雨|好热|好冷|太热|太冷|台风|降温|太阳", "weather|rain|raining|sunny|cold|hot"),
        ("tired", "累|困|加班|熬夜|没睡|压力|疲", "tired|exhausted|sleepy|stress|stressed|long day"),
        ("sad", "难过|伤心|失恋|分手|郁闷|烦|不开心|心情不好|崩溃|想哭|emo|委屈", "sad|upset|depressed|bad day|cry"),
        ("happy", "开心|高兴|好消息|升职|加薪|过生日|结婚了|耶", "happy|great news|excited|yay|birthday"),
        (
            "praise",
            "你真|你好棒|厉害|聪明|可爱|贴心|真棒|喜欢你|爱你|赞|懂我",
            "smart|clever|cute|love you|you're great|nice one|awesome|good bot",
        ),
        (
            "bored",
            "无聊|聊聊|陪我|在干嘛|干嘛呢|吃了吗|吃饭|讲个|笑话",
            "bored|joke|chat with me|what are you doing|how are you",
        ),
    )
)


def mood_of(text: str) -> str:
    """One of laugh weather tired sad happy praise bored, or other."""
    plain = normalise(text).text
    return next((mood for mood, pattern in _MOODS if pattern.search(plain)), "other")
