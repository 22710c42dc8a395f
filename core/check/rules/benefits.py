"""Levels and coupons: counters and levels are computed anew from the rows that say how they came about."""

from __future__ import annotations

from core.check.rules.rule import Rule

BENEFITS = (
    Rule(
        "a member's level is what was last decided about it",
        """
        SELECT m.code, m.tier, c."after" AS decided FROM members m JOIN tier_changes c ON c.member_id = m.id
        WHERE c.id = (SELECT MAX(l.id) FROM tier_changes l WHERE l.member_id = m.id) AND c."after" <> m.tier
        ORDER BY m.code
        """,
        "member {code} is {tier}, decided was {decided}",
    ),
    Rule(
        "of a kind of coupon as many are counted as members were given, and no more than there are",
        """
        SELECT t.code, t.issued, COUNT(c.id) AS given FROM coupon_templates t
        LEFT JOIN coupons c ON c.template_id = t.id
        GROUP BY t.id, t.code, t.issued, t.total
        HAVING t.issued <> COUNT(c.id) OR (t.total IS NOT NULL AND t.issued > t.total) ORDER BY t.code
        """,
        "of the coupon {code} {issued} are counted as given, members have {given}",
    ),
    Rule(
        "a coupon is used once at the most, and marked so while it is",
        """
        SELECT c.id, c.uses, COALESCE(SUM(u.change), 0) AS used FROM coupons c
        LEFT JOIN coupon_uses u ON u.coupon_id = c.id
        GROUP BY c.id, c.uses HAVING c.uses <> COALESCE(SUM(u.change), 0) ORDER BY c.id
        """,
        "coupon {id} is marked as used {uses} time(s), its record says {used}",
    ),
    Rule(
        "a coupon was used by the member who has it",
        """
        SELECT u.id, u.coupon_id FROM coupon_uses u JOIN coupons c ON c.id = u.coupon_id
        WHERE u.member_id <> c.member_id ORDER BY u.id
        """,
        "use {id} of coupon {coupon_id} is another member's",
    ),
)
