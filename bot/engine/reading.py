"""From what came in to what it means, the surest reading first and the language model last (dialogs.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.engine.before import (
    asked_again,
    corrected_beneath,
    moved,
    spoken_of,
    sum_in,
    taken_back,
    where_to,
    whom_of,
)
from bot.engine.commands import (
    Back,
    Cancel,
    Command,
    Fill,
    Handoff,
    Home,
    Pick,
    Repeat,
    Speak,
    Start,
    Tell,
    Unclear,
)
from bot.engine.dialog import Dialog, Registry
from bot.engine.heard import MOST_WORDS, heard_in, values_of
from bot.engine.options import MARKS, find, is_number, spelled
from bot.engine.options import spoken_of as spoken_of_label
from bot.engine.spoken import OWN_WORDS, VALUES, begun, code_alone, command_for, command_of, is_whole
from bot.engine.starting import Words, again, apart, start
from bot.engine.state import Shown, State
from bot.engine.weighing import MEANT, SURE, Wish, Wishes, ask_which, is_answer, weigh, with_house
from bot.texts.catalogue import Texts
from nlu.entities.asked import (
    is_only_values,
    is_other_script,
    names_a_visit,
    needs_of,
    says_nothing,
    takes_that,
    wants_a_moment,
)
from nlu.entities.called import is_no_name
from nlu.entities.data_rights import data_right
from nlu.entities.house import find_answers
from nlu.entities.rating import is_only_rating
from nlu.entities.ruled_out import without_ruled_out
from nlu.entities.taken_back import still_meant
from nlu.normalise import normalise
from nlu.reading import Context, Reader, Reading
from nlu.rules.colleagues import may_be_name, saying_of
from nlu.rules.members import saying_of_member

_READ = {"day", "time", "part", "span"}
"""Words after a slash command that are days and times, however they are written."""

_TYPED_OUT = "word"
"""The question for the word that erases: what speaks of no erasing is no answer to it, and may be any wish."""

_OF_A_VISIT = {"query_appointment", "reschedule_appointment", "cancel_appointment", "late_notice"}
"""Where 「周三不行」 says which visit is spoken of; elsewhere it asks for other days."""

_NAMES = {"name", "companions", "friend_name"}
"""Questions that ask for names: a question or a wish in answer to them is no name."""

_SHORT = 10
"""Signs of an answer that is a word or two: a yes with a word before it, or a part of a label."""

_CODED = {"booking", "code", "member", "sale"}
"""What a dialog of staff hears that a code may be the answer to."""

_ASKS_WHO = {"booking", "which", "one", "sale"}
"""Questions of colleagues whose answer is somebody, though it lists visits or bills."""

_ALWAYS: tuple[tuple[str, Command], ...] = (
    ("cancel", Cancel()),
    ("back", Back()),
    ("home", Home()),
    ("person", Handoff()),
    ("repeat", Repeat()),
    ("unsubscribe", Start("unsubscribe")),
    ("receipts", Start("receipts")),
    ("last_receipt", Start("receipts", {"only": "last"})),
    ("last_refund", Start("receipts", {"only": "refund"})),
    ("leave_waitlist", Start("leave_waitlist")),
    ("chinese", Speak("zh_CN")),
    ("english", Speak("en")),
)
"""Words that mean the same everywhere, by the name of their list in the catalogues."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """Reads text for one audience."""

    registry: Registry
    texts: Texts
    reader: Reader

    def always(self, text: str, audience: str, context: Callable[[], Context]) -> Command | None:
        """Words that mean the same everywhere, in every language, and slash commands."""
        word = self._word(text.strip().strip(MARKS).casefold(), audience)
        if word is not None:
            return word
        if audience == "staff" and (spoken := command_of(text.strip(), self.texts.words)):
            return self._slash(spoken, audience, context)
        return self._slash(text.strip(), audience, context) if text.startswith(("/", "／")) else None

    def _word(self, said: str, audience: str) -> Command | None:
        for name, command in _ALWAYS:
            if said in self.texts.words(name):
                return command
        helping = self.registry.by_command("help", audience) if said in self.texts.words("help") else None
        return Start(helping.name) if helping else None

    def saying(self, shown: Shown | None, text: str, audience: str, context: Callable[[], Context]) -> Command | None:
        """A command in words, of colleagues wherever it is typed but where their own words are asked for."""
        is_staff, is_asked = audience == "staff", is_taken_as_it_is(shown, text)
        saying = saying_of(text) if is_staff else None if is_asked else saying_of_member(text)
        if saying is None or (is_asked and shown and shown.question in OWN_WORDS and not is_whole(saying)):
            return None
        named = self.registry.by_command(saying.command, audience) or self.registry.get(saying.command, audience)
        if named is None:
            return None
        return begun(saying, named, text.strip(), lambda part: values_of(self.reader.parse(part, context()).entities))

    def answer(self, shown: Shown | None, text: str) -> Command | None:
        """The option of the question shown that the text names."""
        if shown is None or not shown.options:
            return None
        # A number sent twice must not book, nor must a word that is only a part of "yes, book it".
        if shown.kind == "confirm" and is_number(text):
            return Unclear()
        key = (spelled if shown.kind == "confirm" else find)(shown.options, text)
        if key is None and shown.question.startswith("variation") and len(text) <= _SHORT:
            near = spoken_of_label(shown.options, text)  # 「自然一点的」 is 「自然款 90 分钟」
            key = near[0].key if len(near) == 1 else None
        return None if key is None else Pick(key)

    def beneath(self, shown: Shown, text: str) -> Command | None:
        """The option of a question that another one hides. A yes or no is about the one on top."""
        said = text.strip().strip(MARKS).casefold()
        is_yes_or_no = said in self.texts.words("yes") or said in self.texts.words("no")
        return None if shown.kind == "confirm" or is_yes_or_no else self.answer(shown, text)

    def is_free(self, shown: Shown | None, text: str, audience: str) -> bool:
        """Whether only a reader can tell what a text means here; a command's words are read in a hurry (`always`)."""
        if text.startswith(("/", "／")) or is_taken_as_it_is(shown, text) or self.answer(shown, text):
            return False
        if audience == "staff" and (command_of(text.strip(), self.texts.words) or command_for(text, self.texts.words)):
            return False
        return self._word(text.strip().strip(MARKS).casefold(), audience) is None

    def free(self, state: State, text: str, audience: str, context: Context) -> list[Command]:
        """What a sentence means, by the NLU, in the light of the running dialog."""
        if text.strip().strip(MARKS).casefold() in self.texts.words("join_waitlist"):
            return [Start("join_waitlist")]
        if audience == "member" and (paid := self._of_bill(state, text)):
            return [Start("paying", {"words": paid})]
        if audience == "staff" and (code := self._bare_code(state, text)) is not None:
            return [Start("staff_find", {"code": code})]
        if audience == "staff" and (said := command_for(text, self.texts.words)):
            return [self._slash(said, audience, lambda: context)]
        reading = self.reader.parse(text, context)
        if audience == "member":
            own = find_answers(normalise(text), context.names.answers)
            reading = replace(reading, entities=(*reading.entities, *own))
        if not _OF_A_VISIT & {each.name for each in reading.intents}:
            days = without_ruled_out(reading.entities, text, context.now.date())
            reading = replace(reading, entities=days)
        return self.commands(state, reading, audience, text)

    def _bare_code(self, state: State, text: str) -> str | None:
        """A code that asks what it is. Where a dialog asks for something, a figure or a code is the answer to that."""
        code = code_alone(text)
        top = None if not state.stack else self.registry.get(state.stack[-1].dialog, "staff")
        if code is None or top is None or top.name == "staff_find":
            return code
        return None if code.isdecimal() or _CODED & set(top.hears) else code

    def _of_bill(self, state: State, text: str) -> str:
        """What a member says of a bill: 「我同意」, 「好吧 同意」, 「用积分付」; empty where they say no such thing."""
        said = text.strip().strip(MARKS).casefold()
        asks_terms = any(frame.dialog == "welcome" for frame in state.stack)
        agreed = said.split()[-1:] if len(said) <= _SHORT and not asks_terms else []
        return said if said in self._about_bills() or set(agreed) & set(self.texts.words("approve")) else ""

    def _about_bills(self) -> tuple[str, ...]:
        return (*self.texts.words("pay_with"), *self.texts.words("approve"))

    def commands(self, state: State, reading: Reading, audience: str, text: str = "") -> list[Command]:
        """Typed commands out of a reading; nothing of it confirms, and every dialog comes from the table."""
        # Colleagues speak of members, by names that no list of colleagues holds.
        entities = still_meant((each for each in reading.entities if each.is_known or audience == "member"), text)
        top = next((frame for frame in reversed(state.stack) if frame.dialog != MEANT), None)
        running = self.registry.get(top.dialog, audience) if top else None
        shifted, entities = moved(reading, where_to(reading, entities, text), text, running)
        heard = heard_in(text, entities) | shifted
        heard = sum_in(text, running) | heard | whom_of(state, heard, text)
        if beside := self._beside(state, audience, heard, text):
            return beside
        if top is not None and "adds" in heard and "treatment" in top.answers:
            heard = {name: value for name, value in heard.items() if name not in {"treatment", "also"}}
        fills: list[Command] = []
        if running is not None:
            fills.extend(Fill(name, value) for name, value in heard.items() if name in running.hears)
        if fills and (is_only_values(text, reading.entities) or is_only_rating(text)):
            return fills
        if not heard and (is_other_script(text) or says_nothing(text)):
            return [Unclear() if says_nothing(text) else Tell("talk.language")]
        # 「改到周六」 beside a booking that is only shown corrects no answer: it moves the booking.
        takes_it = running is not None and (not heard or bool(heard.keys() & set(running.hears)))
        wishes = weigh(reading, self.registry, audience, text, heard, is_running=takes_it)
        if (house := with_house(wishes, heard, self.registry, audience)) is not None:
            return [*fills, *self._serve(house.sure, Words(text, heard), running, [])]
        wishes = _in_place(wishes, running, audience, fills)
        of_dialog = "" if top is None else top.answers.get("treatment") or top.heard.get("treatment", "")
        said = Words(text, heard, of_dialog, spoken_of(state))
        if not state.stack and "treatment" in heard and is_only_values(text, reading.entities):
            wishes = Wishes((self._visit(audience),))  # "ok facial then"
        remark = _remark(running, said, wishes)
        served = self._serve(wishes.sure, said, running, [*fills, *remark])
        return served or [*fills, *remark] or [self._else(wishes, said, state, audience)]

    def _beside(self, state: State, audience: str, heard: Mapping[str, str], text: str) -> list[Command]:
        """What a text means by where it is said: a question asked once more, an answer taken back, a moment's pause."""
        of_before = asked_again(state, self.registry, audience, heard, text)
        of_before = of_before or corrected_beneath(state, self.registry, audience, heard, text)
        if of_before is not None:
            return [of_before]
        if not heard and wants_a_moment(text):
            return [Tell("engine.take_time")]
        return taken_back(state, text) if heard.keys() <= {"towards"} else []

    def _visit(self, audience: str) -> Wish:
        return Wish("book_appointment", SURE, self.registry.by_intent("book_appointment", audience))

    def _else(self, wishes: Wishes, said: Words, state: State, audience: str) -> Command:
        """When nothing is surely wanted: a code, what a yes means here, a question back, or a visit."""
        alone = self._code_alone(said, audience) or _name_alone(state, said.text, audience)
        return alone or self._guessed(wishes, said, state, audience)

    def _guessed(self, wishes: Wishes, said: Words, state: State, audience: str) -> Command:
        booking = self.registry.by_intent("book_appointment", audience)
        if booking is not None and _takes_what_was_spoken_of(said, state):
            return start(booking, said)
        if wishes.sure and is_answer(wishes.sure[0]) and (command := answered(wishes.sure[0].intent, state)):
            return command
        if booking is not None and wishes.maybe and wishes.maybe[0].dialog == booking and _says_enough(said):
            return start(booking, said)
        if wishes.maybe and not is_answer(wishes.maybe[0]):
            recommends = next((each.dialog for each in wishes.maybe if each.intent == "recommend_service"), None)
            needy = start(recommends, said) if recommends and needs_of(said.text) else None
            if asked := needy or ask_which(wishes.maybe, said.heard, said.text[:MOST_WORDS]):
                return asked
        if booking is not None and said.heard.keys() & {"treatment", "day"}:
            return start(booking, said)
        return self._at_least(said, state, audience) or Unclear()

    def _at_least(self, said: Words, state: State, audience: str) -> Command | None:
        """What belongs to the wish that waits until the terms are agreed to: 「找小丽做」; of a store alone where it
        is."""
        address = self.registry.get("address", audience)
        if not state.stack and address is not None and said.heard.keys() == {"store"}:
            return start(address, said)
        if not state.stack or state.stack[-1].dialog != "welcome":
            return None
        waiting = (self.registry.get(frame.dialog, audience) for frame in reversed(state.stack[:-1]))
        fits = (each for each in waiting if each is not None and said.heard.keys() & set(each.hears))
        return next((start(each, said) for each in fits), None)

    def _code_alone(self, said: Words, audience: str) -> Command | None:
        """A code and nothing else wants to be looked up, whoever may have printed it."""
        if len(said.heard) != 1 or not VALUES.fullmatch(said.text):
            return None
        intents = {"code": ("list_coupons", "staff_redeem"), "booking": ("query_appointment",)}
        asked = (self.registry.by_intent(each, audience) for each in intents.get(next(iter(said.heard)), ()))
        dialog = next((each for each in asked if each is not None), None)
        return None if dialog is None else start(dialog, said)

    def _serve(
        self, wishes: Sequence[Wish], said: Words, running: Dialog | None, fills: list[Command]
    ) -> list[Command]:
        """Serves wishes in order: what answers at once comes first, and what has to wait is announced."""
        if len(wishes) > 1 and "also" in said.heard:
            said = apart(said, wishes)
        begun: list[tuple[Wish, Start]] = []
        found: list[Command] = []
        for wish in wishes:
            is_running = running is not None and wish.dialog is not None and wish.dialog.name == running.name
            if running is not None and is_running and "words" in running.hears and not running.listens:
                found.append(start(running, said, wish.intent))  # it may be about another part of the same
            elif running is not None and (wish.intent in running.listens or is_running):
                found.extend(fills or [again(running, said)])
            elif wish.intent == "query_appointment" and _is_of_what_is_booked(said, running):
                found.append(Repeat())
            elif wish.dialog is not None:
                begun.append((wish, start(wish.dialog, said, wish.intent)))
            elif wish.command is not None and not (wish.command == Cancel() and "people" in said.heard):
                found.append(wish.command)  # 「算了 我自己来」 leaves nothing but the friend out
        asking = [each for each in begun if each[0].dialog and not each[0].dialog.at_once]
        if len(asking) > 1:
            found.append(Tell("engine.one_by_one", {"first": asking[0][0].intent, "second": asking[1][0].intent}))
        # Whatever is started last is on top of the others, and runs first.
        at_once = [each for each in begun if each not in asking]
        found.extend(each for _, each in (*reversed(asking), *reversed(at_once)))
        # A polite word around a wish is not a wish of its own.
        served: list[Command] = [
            each for each in found if not isinstance(each, Tell) or each.key == "engine.one_by_one"
        ]
        return served or found

    def _slash(self, text: str, audience: str, context: Callable[[], Context]) -> Command:
        """`/decline 7KQ2M9 no time` → the dialog, its words by position, days and times wherever they stand."""
        word, _, rest = text[1:].strip().partition(" ")
        named = self.registry.by_command(word.partition("@")[0], audience)
        if named is None:
            return Unclear()
        read = tuple(name for name in named.takes if name in _READ)
        plain = tuple(name for name in named.takes if name not in _READ)
        values = rest.split(maxsplit=max(len(plain) - 1, 0)) if rest.strip() and plain else []
        if read and plain:  # what follows the plain words is for the reader
            values, rest = rest.split()[: len(plain)], " ".join(rest.split()[len(plain) :])
        heard = dict(zip(plain, values, strict=False))
        if read and rest.strip():
            entities = values_of(self.reader.parse(rest, context()).entities)
            heard |= {name: value for name, value in entities.items() if name in named.hears and name not in heard}
        return Start(named.name, heard)


def is_taken_as_it_is(shown: Shown | None, text: str) -> bool:
    """Whether the question shown asks for words or a phone, which no reader shall take for anything else."""
    if shown is None or shown.kind not in {"text", "phone"}:
        return False
    if shown.question == _TYPED_OUT and data_right(text) != "delete_data":
        return False
    return bool(text.strip()) and not (shown.question in _NAMES and is_no_name(text))


def _in_place(wishes: Wishes, running: Dialog | None, audience: str, fills: Sequence[Command]) -> Wishes:
    """Without what is meant otherwise in the middle of something: a colleague's yes opens no list of requests, and
    「换成补水面膜」 beside a visit takes another treatment, not a thing for points."""
    if running is None:
        return wishes
    names_treatment = any(isinstance(each, Fill) and each.name == "treatment" for each in fills)
    left_out = {"affirm", "deny"} if audience == "staff" else {"redeem_points"} if names_treatment else set()
    return replace(wishes, sure=tuple(each for each in wishes.sure if each.intent not in left_out))


def _name_alone(state: State, text: str, audience: str) -> Command | None:
    """A name and nothing else, of a colleague: who is asked for, or is to be looked up."""
    if audience != "staff" or not may_be_name(text):
        return None
    name = text.strip().strip(MARKS)
    if not state.stack:
        return Start("staff_find", {"code": name})
    return Fill("member", name) if state.shown is not None and state.shown.question in _ASKS_WHO else None


def _remark(running: Dialog | None, said: Words, wishes: Wishes) -> list[Command]:
    """The text itself, for a dialog that listens, unless something else is surely wanted or it is only a yes or no."""
    if running is None or not running.listens or is_only_rating(said.text):
        return []
    is_else = any(
        wish.intent not in running.listens and (wish.is_served or wish.intent in {"affirm", "deny"})
        for wish in wishes.sure
    )
    return [] if is_else else [Fill("words", said.text.strip())]


def _takes_what_was_spoken_of(said: Words, state: State) -> bool:
    """「就约这个」, "ok book that one", where nothing else is asked that it could answer."""
    is_open = not state.stack or state.stack[-1].dialog == "recommend"
    return is_open and bool(said.spoken) and takes_that(said.text)


def _is_of_what_is_booked(said: Words, running: Dialog | None) -> bool:
    """谁来做, "what time was it again": while booking it is what is being booked, unless a visit is named."""
    return running is not None and running.name == "book" and not names_a_visit(said.text)


def _says_enough(said: Words) -> bool:
    """「想找小丽做美甲」, 「那约周三晚上7点」: two of treatment, whom, when. What is likeliest a visit is one: a yes
    comes before it."""
    what = "treatment" in said.heard or said.spoken
    return len(said.heard.keys() & {"staff", "day", "time"}) + bool(what) > 1


def answered(intent: str, state: State) -> Command | None:
    """A yes or no in other words than the buttons': it never confirms (dialogs.md), but it is no riddle either."""
    if not state.stack:
        return Tell("engine.fine") if intent in {"affirm", "deny"} else None
    if state.shown is not None and state.shown.kind == "confirm" and intent == "affirm":
        return Tell("engine.confirm_how")
    return Tell("engine.change_how") if intent in {"deny", "correct_slot"} else None
