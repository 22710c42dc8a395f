"""What sound sales are: sums that hold, and a ledger row for everything that a sale or refund moved."""

from __future__ import annotations

from core.check.rules.rule import Rule

# What the ledgers should hold of each paid sale, and what of each refund, beside what they do hold.
_MOVED = """
WITH moved AS (
  SELECT s.code, 'points' AS ledger, t.units AS wanted, (
    SELECT -e.points FROM points_entries e WHERE e.key = 'sale:' || s.code || ':' || 'points'
  ) AS found FROM sales s JOIN sale_tenders t ON t.sale_id = s.id WHERE t.kind = 'points'
  UNION ALL
  SELECT s.code, 'stored value', t.fen, (
    SELECT -(e.real_fen + e.gift_fen) FROM wallet_entries e WHERE e.key = 'sale:' || s.code
  ) FROM sales s JOIN sale_tenders t ON t.sale_id = s.id WHERE t.kind = 'stored_value'
  UNION ALL
  SELECT s.code, 'card', l.quantity, (
    SELECT -u.uses FROM card_uses u WHERE u.key = 'sale:' || s.code || ':' || l.number
  ) FROM sales s JOIN sale_lines l ON l.sale_id = s.id WHERE l.card_id IS NOT NULL
  UNION ALL
  SELECT s.code, 'earned points', s.points_earned, (
    SELECT e.points FROM points_entries e WHERE e.key = 'sale:' || s.code
  ) FROM sales s WHERE s.points_earned > 0
  UNION ALL
  SELECT s.code, 'level', s.spend_fen, (SELECT p.fen FROM tier_spends p WHERE p.key = 'sale:' || s.code)
  FROM sales s WHERE s.status = 'completed' AND s.spend_fen > 0 AND s.member_id IS NOT NULL
  UNION ALL
  SELECT r.code, 'points back', b.units, (
    SELECT e.amount FROM points_entries e WHERE e.key = 'refund:' || r.code || ':' || 'points'
  ) FROM refunds r JOIN refund_tenders b ON b.refund_id = r.id JOIN sale_tenders t ON t.id = b.tender_id
  WHERE t.kind = 'points' AND b.units > 0
  UNION ALL
  SELECT r.code, 'stored value back', b.fen, (
    SELECT e.real_fen + e.gift_fen FROM wallet_entries e WHERE e.key = 'refund:' || r.code
  ) FROM refunds r JOIN refund_tenders b ON b.refund_id = r.id JOIN sale_tenders t ON t.id = b.tender_id
  WHERE t.kind = 'stored_value'
  UNION ALL
  SELECT r.code, 'level back', r.spend_fen, (SELECT -p.fen FROM tier_spends p WHERE p.key = 'refund:' || r.code)
  FROM refunds r JOIN sales s ON s.id = r.sale_id WHERE r.spend_fen > 0 AND s.member_id IS NOT NULL
)
"""

_KEYS = """
WITH taken AS (
  SELECT 'stored value' AS ledger, key FROM wallet_entries WHERE kind = 'charge'
  UNION ALL SELECT 'points', key FROM points_entries WHERE kind = 'spend'
  UNION ALL SELECT 'card', key FROM card_uses WHERE kind = 'use'
)
"""

SALES = (
    Rule(
        "a paid sale is what its lines come to",
        """
        SELECT s.code, s.due_fen, COALESCE(SUM(l.net_fen), 0) AS lines FROM sales s
        LEFT JOIN sale_lines l ON l.sale_id = s.id WHERE s.status = 'completed'
        GROUP BY s.id, s.code, s.due_fen, s.gross_fen, s.card_fen, s.tier_fen, s.coupon_fen
        HAVING s.due_fen <> COALESCE(SUM(l.net_fen), 0) OR s.gross_fen <> COALESCE(SUM(l.gross_fen), 0)
            OR s.card_fen <> COALESCE(SUM(l.card_fen), 0) OR s.tier_fen <> COALESCE(SUM(l.tier_fen), 0)
            OR s.coupon_fen <> COALESCE(SUM(l.coupon_fen), 0) ORDER BY s.code
        """,
        "sale {code} says {due_fen} fen, its lines {lines}",
    ),
    Rule(
        "the tenders of a paid sale are what it comes to",
        """
        SELECT s.code, s.due_fen, COALESCE(SUM(t.fen), 0) AS paid FROM sales s
        LEFT JOIN sale_tenders t ON t.sale_id = s.id WHERE s.status = 'completed'
        GROUP BY s.id, s.code, s.due_fen HAVING s.due_fen <> COALESCE(SUM(t.fen), 0) ORDER BY s.code
        """,
        "sale {code} comes to {due_fen} fen and was paid {paid}",
    ),
    Rule(
        "only a paid sale has lines and tenders",
        """
        SELECT DISTINCT s.code FROM sales s WHERE s.status <> 'completed' AND (
          EXISTS (SELECT 1 FROM sale_lines l WHERE l.sale_id = s.id)
          OR EXISTS (SELECT 1 FROM sale_tenders t WHERE t.sale_id = s.id)
        ) ORDER BY s.code
        """,
        "sale {code} is not paid and has rows of one that is",
    ),
    Rule(
        "every ledger holds just what sales and refunds moved in it",
        _MOVED
        + """
        SELECT code, ledger, wanted, COALESCE(found, 0) AS found FROM moved
        WHERE found IS NULL OR found <> wanted ORDER BY code, ledger
        """,
        "sale or refund {code} moved {wanted} of {ledger}, the ledger has {found}",
    ),
    Rule(
        "what left a balance for a sale belongs to one that was paid",
        _KEYS
        + """
        SELECT taken.ledger, taken.key FROM taken WHERE taken.key LIKE 'sale:%' AND NOT EXISTS (
          SELECT 1 FROM sales s WHERE s.status = 'completed'
          AND (taken.key = 'sale:' || s.code OR taken.key LIKE 'sale:' || s.code || ':%')
        ) ORDER BY taken.key
        """,
        "{ledger} left under {key}, which is no paid sale",
    ),
    Rule(
        "a refund is what its lines and tenders say, and no more than was paid",
        """
        SELECT r.code FROM refunds r
        WHERE r.fen <> (SELECT COALESCE(SUM(l.fen), 0) FROM refund_lines l WHERE l.refund_id = r.id)
           OR r.fen <> (SELECT COALESCE(SUM(t.fen), 0) FROM refund_tenders t WHERE t.refund_id = r.id)
        UNION
        SELECT s.code FROM sale_lines l JOIN sales s ON s.id = l.sale_id JOIN refund_lines b ON b.line_id = l.id
        GROUP BY s.code, l.id, l.net_fen HAVING SUM(b.fen) > l.net_fen
        UNION
        SELECT s.code FROM sale_tenders t JOIN sales s ON s.id = t.sale_id
        JOIN refund_tenders b ON b.tender_id = t.id
        GROUP BY s.code, t.id, t.fen, t.units HAVING SUM(b.fen) > t.fen OR SUM(b.units) > t.units
        ORDER BY 1
        """,
        "{code} gave back what was not paid, or says another sum",
    ),
    Rule(
        "commission is split of what is left of each line, to the fen",
        """
        SELECT s.code, l.number FROM sales s JOIN sale_lines l ON l.sale_id = s.id
        JOIN sales_credits c ON c.line_id = l.id
        GROUP BY s.code, l.id, l.number, l.net_fen, l.card_fen
        HAVING SUM(c.fen) <> CASE WHEN l.card_fen > 0
          THEN CASE WHEN EXISTS (SELECT 1 FROM refund_lines b WHERE b.line_id = l.id AND b.is_card)
            THEN 0 ELSE l.card_fen END
          ELSE l.net_fen - (SELECT COALESCE(SUM(b.fen), 0) FROM refund_lines b WHERE b.line_id = l.id) END
        ORDER BY s.code, l.number
        """,
        "line {number} of sale {code} is credited with another sum than is left of it",
    ),
)
