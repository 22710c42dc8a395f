"""Statements on coupons. What is limited goes down in one statement that looks at the limit itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.coupon.enums import RequestStatus
from core.coupon.models import (
    Coupon,
    CouponPack,
    CouponPromotion,
    CouponRequest,
    CouponTemplate,
    CouponTry,
    CouponUse,
)
from core.coupon.schemas import BillLine, CouponOut, PackOut, PromotionOut, RequestOut, TemplateOut, Terms, UseOut
from core.kit.locks import Lockable, lock

_t: Any = CouponTemplate.__table__.c
_p: Any = CouponPack.__table__.c
_c: Any = Coupon.__table__.c
_u: Any = CouponUse.__table__.c
_o: Any = CouponPromotion.__table__.c
_r: Any = CouponRequest.__table__.c
_y: Any = CouponTry.__table__.c
_TEMPLATE = sa.select(*(_t[name] for name in TemplateOut.__dataclass_fields__))
_PACK = sa.select(*(_p[name] for name in PackOut.__dataclass_fields__))
_COUPON = sa.select(*(_c[name] for name in CouponOut.__dataclass_fields__))
_USE = sa.select(*(_u[name] for name in UseOut.__dataclass_fields__))
_PROMOTION = sa.select(*(_o[name] for name in PromotionOut.__dataclass_fields__))
_REQUEST = sa.select(*(_r[name] for name in RequestOut.__dataclass_fields__))


def lock_member(session: Session, member_id: int) -> None:
    """What one member has at most is counted by one at a time."""
    lock(session, [(Lockable.member, member_id)])


def _template(row: sa.Row[*tuple[Any, ...]]) -> TemplateOut:
    return TemplateOut(**{**row._mapping, "terms": Terms.model_validate(row.terms)})


def _coupon(row: sa.Row[*tuple[Any, ...]]) -> CouponOut:
    return CouponOut(**{**row._mapping, "terms": Terms.model_validate(row.terms)})


def _packed(row: sa.Row[*tuple[Any, ...]]) -> PackOut:
    values = dict(row._mapping)
    return PackOut(**{**values, "items": tuple((code, count) for code, count in values["items"])})


def list_templates(session: Session) -> tuple[TemplateOut, ...]:
    """All kinds of coupons there ever were, in the order of the file."""
    return tuple(_template(row) for row in session.execute(_TEMPLATE.order_by(_t.position, _t.id)))


def find_template(session: Session, template: int | str) -> TemplateOut | None:
    """A kind of coupon by id or code."""
    where = _t.id == template if isinstance(template, int) else _t.code == template
    row = session.execute(_TEMPLATE.where(where)).first()
    return _template(row) if row else None


def list_packs(session: Session) -> tuple[PackOut, ...]:
    """All packs there ever were, in the order of the file."""
    return tuple(_packed(row) for row in session.execute(_PACK.order_by(_p.position, _p.id)))


def find_pack(session: Session, code: str) -> PackOut | None:
    """A pack by its code."""
    row = session.execute(_PACK.where(_p.code == code)).first()
    return _packed(row) if row else None


def put_template(session: Session, code: str, **values: Any) -> int:
    """Stores a kind of coupon under its code; what was given of it already stays counted. The id."""
    known = session.scalar(sa.update(CouponTemplate).where(_t.code == code).values(**values).returning(_t.id))
    if known is not None:
        return int(known)
    new = {"code": code, "issued": 0, **values}
    return int(session.execute(sa.insert(CouponTemplate).values(new).returning(_t.id)).scalar_one())


def put_pack(session: Session, code: str, **values: Any) -> int:
    """Stores a pack under its code; the id."""
    known = session.scalar(sa.update(CouponPack).where(_p.code == code).values(**values).returning(_p.id))
    if known is not None:
        return int(known)
    new = {"code": code, **values}
    return int(session.execute(sa.insert(CouponPack).values(new).returning(_p.id)).scalar_one())


def keep_only(session: Session, templates: Iterable[int], packs: Iterable[int]) -> None:
    """Gives nothing else any more; what members hold of it stays."""
    for model, column, kept in ((CouponTemplate, _t.id, templates), (CouponPack, _p.id, packs)):
        session.execute(sa.update(model).where(column.not_in(list(kept))).values(is_active=False))


def take_one(session: Session, template_id: int) -> bool:
    """Counts one more as given, if the kind still is and one is left; whether it was."""
    left = sa.or_(_t.total.is_(None), _t.issued < _t.total)
    statement = (
        sa.update(CouponTemplate)
        .where(_t.id == template_id, _t.is_active, left)
        .values(issued=_t.issued + 1)
        .returning(_t.id)
    )
    return session.execute(statement).first() is not None


def count_of_member(session: Session, template_id: int, member_id: int) -> int:
    """How many of a kind a member was ever given."""
    count = sa.select(sa.func.count()).where(_c.template_id == template_id, _c.member_id == member_id)
    return int(session.scalar(count) or 0)


def has_code(session: Session, code: str) -> bool:
    """Whether a code is somebody's or an activity's already."""
    ours = sa.select(_c.id).where(_c.code == code).union_all(sa.select(_o.id).where(_o.code == code))
    return session.execute(ours).first() is not None


def add_coupon(session: Session, **values: Any) -> CouponOut:
    """Gives a member a coupon."""
    row = session.execute(sa.insert(Coupon).values(uses=0, **values).returning(*_COUPON.selected_columns)).one()
    return _coupon(row)


def find_by_key(session: Session, key: str) -> CouponOut | None:
    """The coupon that was given under a key."""
    row = session.execute(_COUPON.where(_c.key == key)).first()
    return _coupon(row) if row else None


def find_by_code(session: Session, code: str) -> CouponOut | None:
    """The coupon of a code."""
    row = session.execute(_COUPON.where(_c.code == code)).first()
    return _coupon(row) if row else None


def list_by_ids(session: Session, ids: Collection[int]) -> tuple[CouponOut, ...]:
    """Coupons by id, those that end first first."""
    rows = session.execute(_COUPON.where(_c.id.in_(sorted(ids))).order_by(_c.ends_at, _c.id))
    return tuple(_coupon(row) for row in rows)


def list_unused(session: Session, member_id: int, now: dt.datetime) -> tuple[CouponOut, ...]:
    """What a member can use now or later, what ends first first."""
    mine = _COUPON.where(_c.member_id == member_id, _c.uses == 0, _c.ends_at > now)
    return tuple(_coupon(row) for row in session.execute(mine.order_by(_c.ends_at, _c.id)))


def list_over(session: Session, member_id: int, now: dt.datetime, limit: int) -> tuple[CouponOut, ...]:
    """What a member used or let end, the latest first."""
    mine = _COUPON.where(_c.member_id == member_id, sa.or_(_c.uses == 1, _c.ends_at <= now))
    return tuple(_coupon(row) for row in session.execute(mine.order_by(_c.ends_at.desc(), _c.id.desc()).limit(limit)))


def use_up(session: Session, coupon_id: int, now: dt.datetime) -> bool:
    """Marks a coupon used if it can be; of two at once one does."""
    statement = (
        sa.update(Coupon)
        .where(_c.id == coupon_id, _c.uses == 0, _c.starts_at <= now, _c.ends_at > now)
        .values(uses=1)
        .returning(_c.id)
    )
    return session.execute(statement).first() is not None


def give_back(session: Session, coupon_id: int) -> bool:
    """Marks a used coupon unused; whether it was used."""
    statement = sa.update(Coupon).where(_c.id == coupon_id, _c.uses == 1).values(uses=0).returning(_c.id)
    return session.execute(statement).first() is not None


def add_use(session: Session, **values: Any) -> None:
    """Writes down that a coupon was used or given back."""
    session.execute(sa.insert(CouponUse).values(values))


def uses_of_key(session: Session, key: str) -> tuple[UseOut, ...]:
    """What was written down under a key."""
    return tuple(UseOut(*row) for row in session.execute(_USE.where(_u.key == key).order_by(_u.id)))


def returned_of(session: Session, of_key: str) -> set[int]:
    """Coupons of a redemption that were given back."""
    return set(session.scalars(sa.select(_u.coupon_id).where(_u.of_key == of_key)))


def uses_of_coupon(session: Session, coupon_id: int) -> tuple[UseOut, ...]:
    """A coupon's record, oldest first."""
    return tuple(UseOut(*row) for row in session.execute(_USE.where(_u.coupon_id == coupon_id).order_by(_u.id)))


def add_promotion(session: Session, **values: Any) -> PromotionOut:
    """Stores a code of an activity."""
    statement = sa.insert(CouponPromotion).values(taken=0, **values).returning(*_PROMOTION.selected_columns)
    return PromotionOut(*session.execute(statement).one())


def find_promotion(session: Session, code: str) -> PromotionOut | None:
    """The activity of a code."""
    row = session.execute(_PROMOTION.where(_o.code == code)).first()
    return PromotionOut(*row) if row else None


def take_promotion(session: Session, promotion_id: int, now: dt.datetime) -> bool:
    """Counts one more as taken of an activity, if it runs and one is left; whether it was."""
    statement = (
        sa.update(CouponPromotion)
        .where(_o.id == promotion_id, _o.taken < _o.total, _o.starts_at <= now, _o.ends_at > now)
        .values(taken=_o.taken + 1)
        .returning(_o.id)
    )
    return session.execute(statement).first() is not None


def tries_of(session: Session, who: str, now: dt.datetime) -> Mapping[str, Any]:
    """What somebody tried, its row locked until the transaction ends; made when it is the first time."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    fresh = {"who": who, "looks": 0, "looks_since": now, "wrong": 0, "wrong_since": now}
    session.execute(insert(CouponTry).values(fresh).on_conflict_do_nothing())
    row = session.execute(sa.select(CouponTry.__table__).where(_y.who == who).with_for_update()).mappings().one()
    return {str(name): value for name, value in row.items()}


def put_tries(session: Session, who: str, **values: Any) -> None:
    """Stores what somebody tried."""
    session.execute(sa.update(CouponTry).where(_y.who == who).values(**values))


def _request(row: sa.Row[*tuple[Any, ...]]) -> RequestOut:
    return RequestOut(**{**row._mapping, "lines": tuple(BillLine(**line) for line in row.lines)})


def add_request(session: Session, **values: Any) -> RequestOut:
    """Stores the question whether a member approves."""
    statement = sa.insert(CouponRequest).values(status=RequestStatus.open, **values)
    return _request(session.execute(statement.returning(*_REQUEST.selected_columns)).one())


def find_request(session: Session, request_id: int) -> RequestOut | None:
    """One question."""
    row = session.execute(_REQUEST.where(_r.id == request_id)).first()
    return _request(row) if row else None


def settle_request(session: Session, request_id: int, status: RequestStatus, now: dt.datetime) -> bool:
    """Compare-and-set: answers a question that is open and not over; whether it did."""
    statement = (
        sa.update(CouponRequest)
        .where(_r.id == request_id, _r.status == RequestStatus.open, _r.expires_at > now)
        .values(status=status, changed_at=now)
        .returning(_r.id)
    )
    return session.execute(statement).first() is not None


def close_requests(session: Session, coupon_id: int, now: dt.datetime) -> None:
    """Ends open questions about a coupon: a newer one takes their place."""
    open_ones = sa.update(CouponRequest).where(_r.coupon_id == coupon_id, _r.status == RequestStatus.open)
    session.execute(open_ones.values(status=RequestStatus.lapsed, changed_at=now))


def granted_since(session: Session, staff_id: int, since: dt.datetime) -> int:
    """How many coupons a colleague gave by hand since a moment."""
    rows: Sequence[dict[str, Any]] = session.scalars(
        sa.select(_c.because).where(_c.issued_at >= since, _c.source == "hand")
    ).all()
    return sum(because.get("staff") == staff_id for because in rows)
