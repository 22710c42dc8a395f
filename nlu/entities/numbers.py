"""Chinese and English number words to integers, for clock times, days, people and amounts."""

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5}
_DIGITS |= {"六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": 20, "卅": 30}

ENGLISH = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "twenty-five": 25,
    "twenty five": 25, "thirty": 30, "forty": 40, "forty-five": 45, "forty five": 45, "fifty": 50,
    "sixty": 60, "ninety": 90, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3,
}  # fmt: skip

NUMBER_ZH = r"(?:\d{1,4}|[零〇一二两俩三仨四五六七八九十百千廿卅]{1,7})"


def number(text: str) -> int | None:
    """The value of digits, a Chinese numeral below ten thousand (廿八, 二零二六) or an English number word.

    None when the text is none of these; 「三四」 and other digit rows below three signs are no numbers.
    """
    if text.isascii():
        return int(text) if text.isdigit() else ENGLISH.get(text)
    if all(sign in _DIGITS for sign in text):
        return _digit_row(text)
    total, digit = 0, None
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[sign]
            digit = None
        elif sign in _TENS:
            total += _TENS[sign]
        else:
            return None
    return total + (digit or 0)


def _digit_row(text: str) -> int | None:
    """One digit, a year such as 二〇二六, or a minute such as 零五; 「三四」 means "three or four"."""
    if len(text) == 1 or len(text) >= 3 or text[0] in "零〇":
        return int("".join(str(_DIGITS[sign]) for sign in text))
    return None
