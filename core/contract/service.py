"""Written contracts on what is paid for ahead 【law】: shown as a text, agreed to by the member, fulfilled once (I).

`消费者权益保护法实施条例` art. 22 wants a written contract for everything paid in advance. Who sells (core.wallet,
core.card) fulfils a contract in the transaction of the sale; without one that was agreed to nothing is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.contract import files, repository, rules
from core.contract.enums import AcceptedHow, ContractKind, ContractStatus
from core.contract.errors import (
    ContractChanged,
    ContractDiffers,
    ContractNotAccepted,
    ContractNotFound,
    ContractOver,
    ContractUsed,
)
from core.contract.events import ContractAccepted, ContractDeclined
from core.contract.schemas import ContractOut, ContractText
from core.kit.work import Work
from core.store import service as stores


def wording(work: Work, store_id: int, kind: ContractKind, language: str, values: Mapping[str, str]) -> ContractText:
    """A store's contract with its figures filled in: the salon's own wording where it has one, else the standard."""
    settings = stores.get(work, store_id).settings
    own = settings.wallet.contract if kind is ContractKind.top_up else settings.card.contract
    told = files.standard(kind, language) if own is None else (own.en if language == "en" else own.zh)
    version = rules.version_of(told, files.VERSION if own is None else None)
    text = rules.render(told, {"version": version, **values})
    return ContractText(version, text, rules.hash_of(text))


def phrase(language: str, name: str, **values: str) -> str:
    """A part of the standard wordings that depends on a store's settings, such as "order.proportion"."""
    return rules.render(files.phrases(language)[name], values)


def offer(
    work: Work,
    key: str,
    member_id: int,
    store_id: int,
    kind: ContractKind,
    terms: Mapping[str, Any],
    shown: ContractText,
    language: str,
) -> ContractOut:
    """Offers a contract to a member; they are asked for nothing yet. The same key again is the same offer.

    Raises NotAllowed unless it is the member themselves or a colleague who sells, ContractDiffers for a key that
    another contract was offered under.
    """
    _require_theirs(work, member_id, store_id)
    known = repository.find_by_key(work.session, key)
    if known is not None:
        if (known.member_id, known.store_id, known.kind, known.terms) != (member_id, store_id, kind, dict(terms)):
            raise ContractDiffers
        return known
    contract_id = repository.add(
        work.session,
        key=key,
        member_id=member_id,
        store_id=store_id,
        kind=kind,
        terms=dict(terms),
        status=ContractStatus.offered,
        version=shown.version,
        language=language,
        text=shown.text,
        text_hash=shown.text_hash,
        offered_at=work.now,
        lapses_at=work.now + rules.LASTING,
        offered_by=work.actor.id if work.actor.kind == "staff" else None,
    )
    audit.record(work, "contract.offer", "contract", contract_id, kind=kind.value, version=shown.version)
    return _get(work, contract_id)


def get(work: Work, contract_id: int) -> ContractOut:
    """One contract: the member's own, or of a store whose colleague asks. Raises ContractNotFound."""
    found = _get(work, contract_id)
    if work.actor.kind == "member" and work.actor.id != found.member_id:
        raise ContractNotFound
    if work.actor.kind == "staff" and not auth.allowed(work.actor, Permission.sell_prepaid, found.store_id):
        raise ContractNotFound
    if work.actor.kind == "guest":
        raise ContractNotFound
    return found


def accept(work: Work, contract_id: int, text_hash: str, *, channel: str, how: AcceptedHow = AcceptedHow.chat) -> None:
    """The member agrees to the very text they were shown. Agreeing twice is harmless.

    Raises ContractNotFound (also to everybody else: nobody agrees in another's place), ContractChanged, ContractOver.
    """
    found = get(work, contract_id)
    if work.actor.kind not in {"member", "system"}:
        raise ContractNotFound
    if found.text_hash != text_hash:
        raise ContractChanged
    if found.accepted_at is not None and found.status is not ContractStatus.declined:
        return
    _accept(work, found, how, accepted_channel=channel)


def record_paper(work: Work, contract_id: int, reference: str) -> ContractOut:
    """A colleague records that the member signed the contract on paper, with the paper's number.

    Raises NotAllowed, ContractNotFound, ContractOver.
    """
    found = _get(work, contract_id)
    auth.require(work.actor, Permission.sell_prepaid, found.store_id)
    if found.status is ContractStatus.offered:
        _accept(work, found, AcceptedHow.paper, recorded_by=work.actor.id, paper_reference=reference)
    return _get(work, contract_id)


def decline(work: Work, contract_id: int) -> bool:
    """The member does not want it after all, or staff take the offer back; False when it was settled already."""
    found = get(work, contract_id)
    declined = repository.move(work.session, contract_id, ContractStatus.declined)
    if declined:
        audit.record(work, "contract.decline", "contract", contract_id)
        work.emit(ContractDeclined(contract_id, found.member_id, found.store_id))
    return declined


def fulfil(
    work: Work, contract_id: int | None, member_id: int, store_id: int, kind: ContractKind, terms: Mapping[str, Any]
) -> ContractOut:
    """Marks a contract as paid, in the transaction that gives the member what it promises.

    Raises ContractNotAccepted, ContractDiffers, ContractUsed.
    """
    found = None if contract_id is None else repository.find(work.session, contract_id)
    if found is None:
        raise ContractNotAccepted(rule="written_contract")
    if (found.member_id, found.store_id, found.kind) != (member_id, store_id, kind) or not rules.agrees(
        found.terms, terms
    ):
        raise ContractDiffers
    if found.status is ContractStatus.fulfilled:
        raise ContractUsed
    if not repository.move(work.session, found.id, ContractStatus.fulfilled, before=work.now, fulfilled_at=work.now):
        raise ContractNotAccepted(rule="written_contract")
    return _get(work, found.id)


def list_accepted(work: Work, store_id: int) -> tuple[ContractOut, ...]:
    """What members agreed to in a store and have not paid yet, oldest first. Raises NotAllowed."""
    auth.require(work.actor, Permission.sell_prepaid, store_id)
    listed = repository.list_by(work.session, store_id=store_id, status=ContractStatus.accepted)
    return tuple(each for each in listed if each.lapses_at > work.now)


def list_for_member(work: Work, member_id: int) -> tuple[ContractOut, ...]:
    """All contracts a member was ever offered, oldest first. Raises ContractNotFound to another member."""
    if work.actor.kind == "guest" or (work.actor.kind == "member" and work.actor.id != member_id):
        raise ContractNotFound
    return repository.list_by(work.session, member_id=member_id)


def _accept(work: Work, found: ContractOut, how: AcceptedHow, **values: Any) -> None:
    values |= {"accepted_at": work.now, "accepted_how": how}
    if not repository.move(work.session, found.id, ContractStatus.accepted, before=work.now, **values):
        raise ContractOver
    audit.record(work, "contract.accept", "contract", found.id, how=how.value, text_hash=found.text_hash)
    work.emit(ContractAccepted(found.id, found.member_id, found.store_id))


def _require_theirs(work: Work, member_id: int, store_id: int) -> None:
    if (work.actor.kind, work.actor.id) != ("member", member_id):
        auth.require(work.actor, Permission.sell_prepaid, store_id)


def _get(work: Work, contract_id: int) -> ContractOut:
    found = repository.find(work.session, contract_id)
    if found is None:
        raise ContractNotFound
    return found
