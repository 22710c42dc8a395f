"""Photos in and out, albums, and everything else a phone can send."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.channels.base import Outcome
from bot.messages import Card, Outgoing
from tests.bot.channels.telegram.conftest import Theatre
from tests.fakes.telegram.bot import Mishap
from tests.fakes.telegram.user import User

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def photo(colour: str = "pink", size: tuple[int, int] = (1280, 960)) -> bytes:
    """A JPEG with a maker's mark that must not be kept."""
    data, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Camera"
    Image.new("RGB", size, colour).save(data, "JPEG", exif=exif)
    return data.getvalue()


async def test_a_photo_goes_to_the_colleague_who_talks_with_the_member(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy, boss = User(salon.bot, 501), User(salon.bot, 601, "老板")
        await salon.enters(amy, member="王芳")
        await salon.enters(boss, staff="yue")
        amy.says("人工")
        await salon.settle()
        boss.taps("接手")
        await salon.settle()
        amy.sends_photo(photo(), "这种可以做吗")
        await salon.settle()
        received = [each for each in boss.received if each.photos]
        assert len(received) == 1
        assert any("这种可以做吗" in each.text for each in boss.received)
        with Image.open(io.BytesIO(salon.bot.files[received[0].photos[0]])) as picture:
            assert picture.size == (1280, 960), "the largest one"
            assert not picture.getexif()
        boss.sends_photo(photo("white"))
        await salon.settle()
        assert [bool(each.photos) for each in amy.received][-1]


async def test_an_album_is_answered_once(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        for number in range(4):
            amy.sends_photo(photo(size=(40, 30)), "我的皮肤" if number == 0 else "", album="a1")
        await salon.settle()
        assert sum("照片收到啦" in each.text for each in amy.received) == 1
        assert len(list((theatre.folder / "photos").iterdir())) == 4
        amy.sends_photo(photo(size=(40, 30)), album="a2")
        await salon.settle()
        assert sum("照片收到啦" in each.text for each in amy.received) == 2


async def test_a_photo_that_needs_a_second_try_is_had(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        salon.bot.mishaps += [Mishap("getFile", "cut"), Mishap("file", "cut")]
        amy.sends_photo(photo(size=(40, 30)))
        await salon.settle()
        assert len(list((theatre.folder / "photos").iterdir())) == 1


@pytest.mark.parametrize("content", [b"no picture at all", b"\0" * (21 * 1024 * 1024)], ids=["text", "21 MB"])
async def test_a_photo_that_is_none_is_taken_for_what_it_is(theatre: Theatre, content: bytes) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        amy.sends_photo(content)
        amy.says("你们在哪里")
        await salon.settle()
        assert "花汀路 8 号" in amy.received[-1].text
        assert not (theatre.folder / "photos").exists()


@pytest.mark.parametrize(
    ("kind", "content", "answer"),
    [
        ("voice", {"duration": 3}, "语音我还听不了"),
        ("sticker", {"type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}, "表情"),
        ("location", {"latitude": 31.2, "longitude": 121.4}, "位置收到啦"),
        ("video", {"width": 9, "height": 9, "duration": 3}, "视频收到啦"),
        ("document", {"mime_type": "application/pdf"}, "文件我打不开"),
    ],
)
async def test_other_things_are_answered_kindly(
    theatre: Theatre, kind: str, content: dict[str, object], answer: str
) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        file = {} if kind == "location" else {"file_id": "f", "file_unique_id": "f"}
        amy.sends(kind, **file, **content)
        await salon.settle()
        assert answer in amy.received[-1].text


async def test_a_picture_sent_as_a_file_is_a_photo(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        salon.bot.files["doc"] = photo(size=(40, 30))
        amy.sends("document", file_id="doc", file_unique_id="doc", mime_type="image/jpeg")
        await salon.settle()
        assert "照片收到啦" in amy.received[-1].text


async def test_pictures_go_out_together_and_a_code_by_itself(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        salon.bot.started.add(501)
        names = [salon.photos.keep(photo(colour)) for colour in ("red", "green", "blue")]
        cards = (*(Card(f"图{name[:2]}", picture=name) for name in names), Card("核销码", ("到店出示",), qr="MEIYUE:1"))
        delivery = await salon.channel.send("501", Outgoing(says=("前后对比",), cards=cards))
        assert delivery.outcome is Outcome.sent
        text, *album, code = salon.bot.chat(501)
        assert text.text == "前后对比"
        assert len({each.album for each in album}) == 1
        assert len(album) == 3
        assert code.text == "核销码\n到店出示"
        with Image.open(io.BytesIO(salon.bot.files[code.photos[0]])) as drawn:
            assert drawn.format == "PNG"


async def test_a_picture_that_is_gone_does_not_hold_back_the_words(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        salon.bot.started.add(501)
        gone = Card("作品", picture="0" * 32 + ".jpg")
        assert (await salon.channel.send("501", Outgoing(says=("您好",), cards=(gone,)))).outcome is Outcome.sent
        assert salon.bot.chat(501)[0].text == "您好"
