"""The ledgers of stored value and session cards. Nothing is cached: every sum is computed anew from the rows."""

from __future__ import annotations

from core.check.rules.rule import Rule

PREPAID = (
    Rule(
        "an entry of stored value is what it did to the top-ups",
        """
        SELECT e.id, e.real_fen, e.gift_fen,
          COALESCE(SUM(p.real_fen), 0) AS reals, COALESCE(SUM(p.gift_fen), 0) AS gifts
        FROM wallet_entries e LEFT JOIN wallet_parts p ON p.entry_id = e.id
        GROUP BY e.id, e.real_fen, e.gift_fen
        HAVING e.real_fen <> COALESCE(SUM(p.real_fen), 0) OR e.gift_fen <> COALESCE(SUM(p.gift_fen), 0) ORDER BY e.id
        """,
        "wallet entry {id} is {real_fen} + {gift_fen} fen and moved {reals} + {gifts}",
    ),
    Rule(
        "no top-up holds less than nothing or more than came in",
        """
        SELECT l.id, l.real_fen, l.gift_fen, SUM(p.real_fen) AS reals, SUM(p.gift_fen) AS gifts
        FROM wallet_entries l JOIN wallet_parts p ON p.lot_id = l.id
        GROUP BY l.id, l.real_fen, l.gift_fen
        HAVING SUM(p.real_fen) < 0 OR SUM(p.gift_fen) < 0
          OR SUM(p.real_fen) > l.real_fen OR SUM(p.gift_fen) > l.gift_fen ORDER BY l.id
        """,
        "top-up {id} of {real_fen} + {gift_fen} fen holds {reals} + {gifts}",
    ),
    Rule(
        "a member's balance is what their top-ups hold",
        """
        SELECT m.code, e.fen, COALESCE(l.fen, 0) AS held
        FROM (SELECT member_id, SUM(real_fen + gift_fen) AS fen FROM wallet_entries GROUP BY member_id) AS e
        JOIN members m ON m.id = e.member_id
        LEFT JOIN (
          SELECT t.member_id, SUM(p.real_fen + p.gift_fen) AS fen
          FROM wallet_entries t JOIN wallet_parts p ON p.lot_id = t.id GROUP BY t.member_id
        ) AS l ON l.member_id = m.id
        WHERE e.fen <> COALESCE(l.fen, 0) ORDER BY m.code
        """,
        "the balance of member {code} is {fen} fen by the entries and {held} by the top-ups",
    ),
    Rule(
        "no more of a payment is given back than it took",
        """
        SELECT c.id, c.real_fen, c.gift_fen, SUM(b.real_fen) AS reals, SUM(b.gift_fen) AS gifts
        FROM wallet_entries c JOIN wallet_entries b ON b.of_id = c.id AND b.kind = 'give_back'
        GROUP BY c.id, c.real_fen, c.gift_fen
        HAVING SUM(b.real_fen) > -c.real_fen OR SUM(b.gift_fen) > -c.gift_fen ORDER BY c.id
        """,
        "of payment {id} of {real_fen} + {gift_fen} fen {reals} + {gifts} were given back",
    ),
    Rule(
        "every top-up and every card was paid for by a contract the member agreed to",
        """
        SELECT e.id AS id, e.contract_id FROM wallet_entries e LEFT JOIN contracts c ON c.id = e.contract_id
        WHERE e.kind = 'top_up' AND (c.id IS NULL OR c.status <> 'fulfilled' OR c.accepted_at IS NULL)
        UNION ALL
        SELECT s.id, s.contract_id FROM session_cards s LEFT JOIN contracts c ON c.id = s.contract_id
        WHERE c.id IS NULL OR c.status <> 'fulfilled' OR c.accepted_at IS NULL
        ORDER BY 1
        """,
        "top-up or card {id} has no fulfilled contract ({contract_id})",
    ),
    Rule(
        "no card holds fewer uses than none or more than were sold",
        """
        SELECT s.id, s.uses, COALESCE(SUM(u.uses), 0) AS remains
        FROM session_cards s LEFT JOIN card_uses u ON u.card_id = s.id
        GROUP BY s.id, s.uses HAVING COALESCE(SUM(u.uses), -1) < 0 OR SUM(u.uses) > s.uses ORDER BY s.id
        """,
        "card {id} of {uses} uses holds {remains}",
    ),
    Rule(
        "no more uses of a card are given back than were taken",
        """
        SELECT c.id, c.uses, SUM(b.uses) AS back FROM card_uses c JOIN card_uses b ON b.of_id = c.id
        GROUP BY c.id, c.uses HAVING SUM(b.uses) > -c.uses ORDER BY c.id
        """,
        "of use {id} of {uses} {back} were given back",
    ),
)
