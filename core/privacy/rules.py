"""What every column of every table holds of a member, and what becomes of it when they are erased.

This is the one place where that is written down: the export (个人信息保护法 art. 45), the erasure (art. 47) and the
tests that search for what is left are all made from it. A test fails for a column that is not here: whoever adds one
says here what it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from core.privacy.enums import Fate

ERASED = "···"
"""What stands in a colleague's chat where something personal stood."""

_PHOTO = re.compile(r"\b[0-9a-f]{32}\.jpg\b")
_SHORTEST = 2
_SAID = {"says", "text", "words", "cards", "picture"}
"""What passes somebody's own words on, beside their name."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a table holds of a member.

    `via`: the column that leads to the member ("id", "member_id"), or to a row of the table `of`. `record`: columns in
    the export that may stay, since they name nobody. `personal`: in the export, and emptied or deleted. `derived`: made
    from personal ones, not in the export, and emptied or deleted. `aside`: keys and switches of the machinery.
    `but`: a row in which this column is filled is not the member's (a colleague's own chat).
    """

    fate: Fate
    via: str = ""
    of: str = "members"
    but: str = ""
    record: frozenset[str] = field(default=frozenset())
    personal: frozenset[str] = field(default=frozenset())
    derived: frozenset[str] = field(default=frozenset())
    aside: frozenset[str] = field(default=frozenset())

    @property
    def columns(self) -> frozenset[str]:
        """All columns that are spoken of."""
        return self.record | self.personal | self.derived | self.aside

    @property
    def exported(self) -> frozenset[str]:
        """Columns that the member's own file shows."""
        return self.record | self.personal


def _held(fate: Fate, via: str, *, of: str = "members", but: str = "", **columns: str) -> Held:
    return Held(fate, via, of, but, **{kind: frozenset(names.split()) for kind, names in columns.items()})


def _not_theirs(names: str) -> Held:
    return Held(Fate.none, aside=frozenset(names.split()))


TABLES: dict[str, Held] = {
    "members": _held(
        Fate.kept,
        "id",
        record="id code language joined_at tier merged_into_id",
        personal="name phone preferences skin needs allergies phone_verified_at",
        derived="name_index phone_index phone_end_index",
    ),
    "profiles": _held(
        Fate.deleted, "member_id", record="member_id", personal="sex birthday zone brands drink temperature pressure"
    ),
    "preferences": _held(Fate.deleted, "member_id", record="id member_id kind", personal="subject_id likes stated_at"),
    # Proof of what was agreed to; it names nobody.
    "consents": _held(Fate.kept, "member_id", record="id member_id kind text_version channel granted_at withdrawn_at"),
    "opt_outs": _held(Fate.deleted, "member_id", record="id member_id topic channel opted_out_at resumed_at"),
    "contacts": _held(
        Fate.deleted,
        "member_id",
        but="staff_id",
        record="id channel account member_id invited_at language_chosen_at",
        personal="external_id display_name language invite_code",
        aside="staff_id wrong_codes locked_until",
    ),
    "conversations": _held(
        Fate.deleted,
        "contact_id",
        of="contacts",
        record="id channel account contact_id active_at blocked_at handed_at",
        personal="chat_id state",
        aside="staff_id",
    ),
    "inbox": _held(
        Fate.deleted,
        "conversation_id",
        of="conversations",
        record="id conversation_id received_at",
        personal="event",
        aside="key done_at tries is_set_aside",
    ),
    "outbox": _held(
        Fate.deleted,
        "conversation_id",
        of="conversations",
        record="id conversation_id created_at sent_at",
        personal="payload",
        aside="purpose status not_before expires_at tries provider_id",
    ),
    "staff_groups": _held(  # a group of colleagues is no member's chat: nothing of it is ever theirs
        Fate.deleted,
        "conversation_id",
        of="conversations",
        aside="store_id conversation_id linked_at",
    ),
    "documents": _held(
        Fate.deleted,
        "conversation_id",
        of="conversations",
        record="id conversation_id mime created_at expires_at",
        personal="name",
        derived="content",  # made from the rest, and sent as it is
        aside="ref",
    ),
    # Transaction records: what was done when and for how much is kept for three years (电子商务法 art. 31), by number.
    "bookings": _held(
        Fate.kept,
        "member_id",
        record="id code store_id member_id variation_id staff_id bed_id device_id is_any_staff status starts_at ends_at"
        " earlier_starts_at price_fen list_price_fen price_name policy replaces_id requested_at attendance_confirmed_at"
        " confirm_by is_late respond_by created_at changed_at visit_id guest_number",
        personal="reason note waived_reason guest_name guest_phone",
        aside="key",
    ),
    # What was paid in advance and what became of it: money records, kept by law, and they name nobody.
    "contracts": _held(
        Fate.kept,
        "member_id",
        record="id member_id store_id kind terms status version language text offered_at lapses_at accepted_at"
        " accepted_how accepted_channel paper_reference fulfilled_at",
        aside="key text_hash offered_by recorded_by",
    ),
    "wallet_entries": _held(
        Fate.kept,
        "member_id",
        record="id member_id store_id kind real_fen gift_fen of_id contract_id paid_fen tender reference gift_ends_at"
        " because at",
        personal="reason",
        aside="key asked actor_kind actor_id",
    ),
    "wallet_parts": _held(Fate.kept, "entry_id", of="wallet_entries", record="id entry_id lot_id real_fen gift_fen"),
    "session_cards": _held(
        Fate.kept,
        "member_id",
        record="id member_id store_id plan_id contract_id name treatment_ids uses paid_fen list_price_fen is_course"
        " tender reference sold_at ends_at",
        aside="key asked",
    ),
    "card_uses": _held(
        Fate.kept,
        "card_id",
        of="session_cards",
        record="id card_id kind uses of_id paid_fen tender reference because at",
        personal="reason",
        aside="key asked actor_kind actor_id",
    ),
    "waitlist_entries": _held(
        Fate.deleted,
        "member_id",
        record="id member_id store_id variation_id staff_id first_on last_on from_minute until_minute ends_at status"
        " lapses told_at joined_at changed_at",
    ),
    "waitlist_offers": _held(
        Fate.deleted,
        "entry_id",
        of="waitlist_entries",
        record="id entry_id booking_id starts_at ends_at expires_at outcome changed_at",
        aside="key",
    ),
    # What counted towards a level and which coupons were used when: transaction records as well, by number.
    "tier_spends": _held(Fate.kept, "member_id", record="id member_id store_id key sale fen points counts_at at"),
    "tier_changes": _held(Fate.kept, "member_id", record="id member_id before after why at kept_until"),
    "coupons": _held(
        Fate.kept,
        "member_id",
        record="id code template_id member_id name terms source because starts_at ends_at issued_at uses",
        aside="key",
    ),
    "coupon_uses": _held(
        Fate.kept, "member_id", record="id coupon_id member_id store_id change cuts at", aside="key of_key"
    ),
    "coupon_requests": _held(
        Fate.kept,
        "member_id",
        record="id coupon_id member_id store_id lines status asked_at expires_at changed_at",
        aside="staff_id",
    ),
    # How a visit was liked counts for the salon whoever said it; what they said in their own words is theirs.
    "reviews": _held(
        Fate.kept,
        "member_id",
        record="id member_id store_id visited_at score tags scored_at given_at",
        personal="words photo",
        aside="key",
    ),
    "review_parts": _held(Fate.kept, "review_id", of="reviews", record="id review_id staff_id treatment_id"),
    "unclear_sentences": _held(
        Fate.deleted, "member_id", record="id member_id intent said_at expires_at", personal="text"
    ),
    # What was paid and given back is kept by law as well (会计法, 税收征收管理法), by number; only reasons are words.
    "sales": _held(
        Fate.kept,
        "member_id",
        record="id code store_id member_id booking_id staff_id status draft approval respond_by gross_fen card_fen"
        " tier_fen coupon_fen due_fen spend_fen points_earned opened_at changed_at completed_at",
        personal="reason",
        aside="key seal",
    ),
    "sale_lines": _held(
        Fate.kept,
        "sale_id",
        of="sales",
        record="id sale_id number kind item_id treatment_id category name quantity gross_fen card_fen tier_fen"
        " coupon_fen net_fen booking_id card_id",
    ),
    "sale_tenders": _held(Fate.kept, "sale_id", of="sales", record="id sale_id kind fen given_fen units reference"),
    "refunds": _held(
        Fate.kept,
        "sale_id",
        of="sales",
        record="id code sale_id scope fen spend_fen points_taken_back is_last staff_id made_at",
        personal="reason",
        aside="key asked",
    ),
    "refund_lines": _held(Fate.kept, "refund_id", of="refunds", record="id refund_id line_id fen is_card"),
    "refund_tenders": _held(Fate.kept, "refund_id", of="refunds", record="id refund_id tender_id fen units"),
    "sales_credits": _not_theirs("id line_id refund_id staff_id kind fen at"),
    # Who did what to whom, by number; details hold nothing personal (R1).
    "audit_entries": _not_theirs("id at actor_kind actor_id action subject subject_id details"),
    # What was earned and spent is kept as the books of a business are, by number; a colleague's words are not.
    "points_entries": _held(
        Fate.kept,
        "member_id",
        record="id member_id store_id kind points amount of_id because at",
        aside="key asked counts staff_id",
    ),
    "points_lots": _held(Fate.kept, "member_id", record="id entry_id member_id store_id points starts_at ends_at"),
    "points_moves": _held(Fate.kept, "member_id", record="id entry_id lot_id member_id points"),
    "points_reasons": _held(Fate.deleted, "entry_id", of="points_entries", record="entry_id", personal="words"),
    "merges": _held(Fate.kept, "kept_id", record="id kept_id merged_id made_at undone_at"),
    "merge_moves": _not_theirs("id merge_id table_name column_name row_key before"),  # numbers of rows, and tiers
    "points_redemptions": _held(
        Fate.kept,
        "member_id",
        record="id code member_id item_id store_id points cash_fen status made_at settled_at until",
        personal="reference",
        aside="key staff_id tender",
    ),
    "daily_check_ins": _held(Fate.deleted, "member_id", record="id member_id on_day streak at"),
    "points_flags": _held(
        Fate.kept,
        "member_id",
        record="id member_id store_id rule raised_at decide_by status decided_at",
        aside="evidence staff_id",
    ),
    "points_items": _not_theirs(
        "id code kind name about points cash_fen stock per_member tier is_automatic perk days position is_active"
    ),
    "erasures": _held(Fate.kept, "member_id", record="id member_id channel requested_at due_at status changed_at"),
    "data_exports": _held(Fate.kept, "member_id", record="id member_id made_at"),
    "doomed_photos": _not_theirs("name"),
    "tokens": _held(
        Fate.deleted,
        "member_id",
        record="id member_id scope created_at expires_at last_used_at revoked_at",
        personal="name",
        aside="staff_id token_hash",
    ),
    "kept_answers": _held(
        Fate.deleted,
        "token_id",
        of="tokens",
        record="id token_id status asked_at",
        derived="answer",  # sealed with a token that nobody here has
        aside="key_hash request_hash",
    ),
    "sealing_keys": _not_theirs("name fingerprint since"),
    "due_rows": _not_theirs("id kind store_id subject_id occasion_at due_at expires_at status why changed_at"),
    "occupancies": _not_theirs("id resource_id start_minute end_minute reason booking_id held_until note"),
    "waitlist_looks": _not_theirs("id store_id due_at"),
    "coupon_templates": _not_theirs(
        "id code name about terms starts_on ends_on valid_days total per_member worth_fen issued is_active position"
    ),
    "coupon_packs": _not_theirs("id code name items is_active position"),
    "coupon_promotions": _not_theirs("id code template_id total taken starts_at ends_at"),
    "coupon_tries": _not_theirs("who looks looks_since wrong wrong_since locked_until"),
    "staff": _not_theirs("id store_id resource_id code name aliases about role skills is_active"),
    "shifts": _not_theirs("id staff_id weekday start_minute end_minute from_on until_on"),
    "staff_invitations": _not_theirs("id staff_id code_hash expires_at used_at"),
    "stores": _not_theirs("id code name aliases address directions phone zone market settings is_active"),
    "categories": _not_theirs("id code name position"),
    "treatments": _not_theirs(
        "id code category_id name aliases description suitability pain aftercare skill needs_bed device position"
        " duration_note is_active facts helps"
    ),
    "card_plans": _not_theirs(
        "id store_id code name treatment_ids uses price_fen list_price_fen term_days is_course is_active"
    ),
    "variations": _not_theirs("id treatment_id code name price_fen segments position is_active"),
    "products": _not_theirs("id code category_id name aliases price_fen position is_active"),
    "resources": _not_theirs("id store_id kind code name model state"),
    "leases": _not_theirs("name holder until"),
    "reference_token": _not_theirs("id token"),
}


def photos_in(texts: Iterable[str]) -> frozenset[str]:
    """Names of photo files that some texts mention."""
    return frozenset(name for text in texts for name in _PHOTO.findall(text))


def strings_of(data: Any) -> frozenset[str]:
    """All texts inside a JSON value, keys apart."""
    if isinstance(data, str):
        return frozenset({data})
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return frozenset(text for value in values for text in strings_of(value))


def redacted(text: str, telling: Iterable[str], others: Iterable[str]) -> str | None:
    """A colleague's message (JSON) without what is personal of somebody; None when it does not speak of them.

    It speaks of them when one of its texts holds something `telling` (a name, a phone, a booking's code). Then every
    text is taken out that holds that, or anything else of theirs (`others`: an allergy, a note), and all that was
    passed on under their name.
    """
    data = json.loads(text)
    names = tuple(word for word in telling if len(word) >= _SHORTEST)
    if not any(name in each for each in strings_of(data) for name in names):
        return None
    words = (*names, *(word for word in others if len(word) >= _SHORTEST))
    return json.dumps(_without(data, names, words), ensure_ascii=False)


def _without(data: Any, names: tuple[str, ...], words: tuple[str, ...]) -> Any:
    if isinstance(data, str):
        return ERASED if any(word in data for word in words) else data
    if isinstance(data, list):
        return [_without(value, names, words) for value in data]
    if not isinstance(data, dict):
        return data
    said_by = data.get("name")
    is_theirs = isinstance(said_by, str) and any(name in said_by for name in names)
    return {
        key: _blank(value) if is_theirs and key in _SAID else _without(value, names, words)
        for key, value in data.items()
    }


def _blank(data: Any) -> Any:
    if isinstance(data, str):
        return ERASED
    if isinstance(data, list):
        return [_blank(value) for value in data]
    return {key: _blank(value) for key, value in data.items()} if isinstance(data, dict) else data
