"""What small talk is about."""

import pytest

from nlu.entities.mood import mood_of


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("哈哈哈哈", "laugh"),
        ("lol", "laugh"),
        ("今天好热啊", "weather"),
        ("加班好累", "tired"),
        ("失恋了", "sad"),
        ("升职了！", "happy"),
        ("你真厉害", "praise"),
        ("好无聊", "bored"),
        ("tell me a joke", "bored"),
        ("随便说说", "other"),
        ("classes", "other"),
        ("", "other"),
    ],
)
def test_what_small_talk_is_about(text: str, mood: str) -> None:
    assert mood_of(text) == mood
