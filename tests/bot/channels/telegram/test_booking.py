"""From hello to a confirmed booking, as a member and a colleague see it on their phones."""

from __future__ import annotations

from tests.bot.channels.telegram.conftest import Theatre
from tests.bot.channels.telegram.salon import Salon
from tests.fakes.telegram.user import User

STEPS = ("预约护理", "花汀店", "面部护理", "补水面膜", "90 分钟", "小丽", "9月18日", "11:00")


async def test_a_booking_by_buttons_from_hello_to_confirmed(theatre: Theatre, way: str) -> None:
    async with theatre.salon(way) as salon:
        amy, boss = User(salon.bot, 501), User(salon.bot, 601, "老板")
        await salon.enters(amy, member="王芳")
        await salon.enters(boss, staff="yue")
        amy.says("菜单")
        await salon.settle()
        asked = amy.received[-1]
        for label in STEPS:
            assert amy.taps(label).toast is None
            await salon.settle()
            assert amy.received[-1] is asked, "a tap is answered where the question stood"
        assert "9月18日 周五 11:00，约 90 分钟" in asked.text
        amy.taps("确认预约")
        await salon.settle()
        assert "已申请，待门店确认" in asked.text
        assert [each.is_answered for each in salon.bot.queries.values()] == [True] * 9
        request = boss.received[-1]
        assert "王芳 · 补水面膜" in request.text
        assert request.buttons == [["确认", "换个时间", "婉拒"]]
        boss.taps("确认")
        await salon.settle()
        assert "已确认：王芳 9月18日 周五 11:00" in boss.sees()
        card = amy.received[-1]
        assert card.photos
        assert "已确认 · 编号" in card.text
        assert card.buttons == [["加入日历", "改时间", "取消预约"]]


async def test_what_was_booked_stays_readable_when_the_next_thing_is_tapped(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        await _books(salon, amy)
        result = amy.received[-1]
        assert result.buttons
        amy.taps("预约护理")
        await salon.settle()
        assert "已申请，待门店确认" in result.text
        assert result.buttons == []
        assert "还需要什么" not in result.text
        assert "想做哪一类护理" in amy.received[-1].text


async def test_words_are_answered_with_a_new_message(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy = User(salon.bot, 501)
        await salon.enters(amy, member="王芳")
        amy.says("明天下午三点找小丽做个脸")
        await salon.settle()
        amy.says("改成后天")
        await salon.settle()
        first, second = amy.received[-2:]
        assert "9月17日 周四 15:00" in first.text
        assert "9月18日 周五 15:00" in second.text
        assert "已经过期" in (await _toast(salon, amy, first))
        amy.taps("确认预约", message=second)
        await salon.settle()
        assert "已申请" in amy.received[-1].text


async def test_an_english_phone_is_answered_in_english(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        for number, code in enumerate(["en-GB", "fr", None]):
            guest = User(salon.bot, 700 + number, "Guest", code)
            guest.starts()
            await salon.settle()
            assert "Book a treatment" in guest.sees()
        for number, code in enumerate(["zh-hans", "zh-hant", "zh", "zh-TW"]):
            guest = User(salon.bot, 800 + number, "客人", code)
            guest.starts()
            await salon.settle()
            assert "预约护理" in guest.sees()


async def test_a_deep_link_goes_where_it_points(theatre: Theatre) -> None:
    async with theatre.salon() as salon:
        amy, bob = User(salon.bot, 501), User(salon.bot, 502)
        await salon.enters(amy, member="王芳")
        amy.starts("store_river")
        await salon.settle()
        assert "江边店" in amy.sees() or "想做哪" in amy.sees()
        bob.starts("book_mask")
        await salon.settle()
        assert "您可以随时要求查看或删除" in bob.sees()
        bob.taps("同意并继续")
        await salon.settle()
        assert "想去哪家店" in bob.sees()
        bob.starts("no_such_thing")
        await salon.settle()
        assert "预约护理" in bob.sees() or "想去哪家店" in bob.received[-1].text


async def _books(salon: Salon, user: User) -> None:
    user.says("明天下午三点找小丽做个脸")
    await salon.settle()
    user.taps("确认预约")
    await salon.settle()


async def _toast(salon: Salon, user: User, message: object) -> str:
    """What flashes up after a tap on yes under an old message."""
    query = user.taps("确认预约", message=message)  # type: ignore[arg-type]
    await salon.settle()
    return query.toast or ""
