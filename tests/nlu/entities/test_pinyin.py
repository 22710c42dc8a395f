"""The two small tables say what the large dictionaries they were made from say."""

import pytest
from pypinyin import Style, lazy_pinyin
from pypinyin.phrases_dict import phrases_dict

from nlu.entities.pinyin import is_word, syllable, toned


@pytest.mark.parametrize("first", range(0x4E00, 0x9FA6, 997))
def test_every_character_sounds_as_in_the_dictionary(first: int) -> None:
    signs = [chr(code) for code in range(first, min(first + 997, 0x9FA6))]
    known = {sign: lazy_pinyin(sign, style=Style.TONE3, errors="ignore") for sign in signs}
    assert all(toned(sign) == reading for sign, reading in known.items() if reading)
    assert all(syllable(sign) == lazy_pinyin(sign)[0] for sign, reading in known.items() if reading)


def test_what_has_no_sound_stands_for_itself() -> None:
    assert toned("a1。") == ["a", "1", "。"]
    assert syllable("x") == "x"


def test_words_of_two_to_four_characters_are_known() -> None:
    words = [word for word in phrases_dict if 2 <= len(word) <= 4][::50]
    assert all(is_word(word) for word in words)
    assert not is_word("面补")
    assert not is_word("")
    assert not is_word("\n")
