"""The ledger of points. Nothing is cached: balances are computed anew from the rows, in two ways that must agree."""

from __future__ import annotations

from core.check.rules.rule import Rule

_LOTS = """
WITH lots AS (
  SELECT l.id, l.member_id, l.points, l.ends_at, COALESCE(SUM(m.points), 0) AS remains
  FROM points_lots l LEFT JOIN points_moves m ON m.lot_id = l.id
  GROUP BY l.id, l.member_id, l.points, l.ends_at
), debts AS (
  SELECT member_id, -SUM(points) AS owed FROM points_moves WHERE lot_id IS NULL GROUP BY member_id
)
"""

POINTS = (
    Rule(
        "a member's points are what their lots hold, less what they owe",
        _LOTS
        + """
        SELECT m.code, entries.points, COALESCE(held.points, 0) - COALESCE(d.owed, 0) AS held
        FROM (SELECT member_id, SUM(points) AS points FROM points_entries GROUP BY member_id) AS entries
        JOIN members m ON m.id = entries.member_id
        LEFT JOIN (SELECT member_id, SUM(remains) AS points FROM lots GROUP BY member_id) AS held
          ON held.member_id = m.id
        LEFT JOIN debts d ON d.member_id = m.id
        WHERE entries.points <> COALESCE(held.points, 0) - COALESCE(d.owed, 0) ORDER BY m.code
        """,
        "the points of member {code} are {points} by the entries and {held} by the lots",
    ),
    Rule(
        "an entry of points is what it did to the lots",
        """
        SELECT e.id, e.points, COALESCE(SUM(m.points), 0) AS moved
        FROM points_entries e LEFT JOIN points_moves m ON m.entry_id = e.id
        GROUP BY e.id, e.points HAVING e.points <> COALESCE(SUM(m.points), 0) ORDER BY e.id
        """,
        "entry {id} of points is {points} and moved {moved}",
    ),
    Rule(
        "no lot of points holds less than nothing or more than came in",
        _LOTS + "SELECT id, remains, points FROM lots WHERE remains < 0 OR remains > points ORDER BY id",
        "lot {id} of {points} points holds {remains}",
    ),
    Rule(
        "nobody owes less than no points",
        # Of two members who are one person one may have owed and the other had some: the next that comes in fills it.
        _LOTS
        + """
        SELECT m.code, d.owed FROM debts d JOIN members m ON m.id = d.member_id WHERE d.owed < 0 ORDER BY m.code
        """,
        "member {code} owes {owed} points",
    ),
    Rule(
        "no more points go back than were moved",
        """
        SELECT e.id, e.points, SUM(b.amount) AS back FROM points_entries e JOIN points_entries b ON b.of_id = e.id
        GROUP BY e.id, e.points HAVING SUM(b.amount) > ABS(e.points) ORDER BY e.id
        """,
        "of entry {id} of {points} points {back} went back",
    ),
    Rule(
        "points are moved in the lots of their own member",
        """
        SELECT m.id FROM points_moves m JOIN points_entries e ON e.id = m.entry_id
        LEFT JOIN points_lots l ON l.id = m.lot_id
        WHERE m.member_id <> e.member_id OR l.member_id <> e.member_id ORDER BY m.id
        """,
        "move {id} of points is of another member's lot",
    ),
    Rule(
        "points that have ended are swept within an hour",
        _LOTS + "SELECT id, remains FROM lots WHERE remains > 0 AND ends_at < :ended_late ORDER BY id",
        "lot {id} has ended and still holds {remains} points",
        is_note=True,
    ),
    Rule(
        "every redemption spent its points, and gave them back when it was called off",
        """
        SELECT r.code, r.status, r.points, COALESCE(-s.points, 0) AS spent, COALESCE(b.back, 0) AS back
        FROM points_redemptions r LEFT JOIN points_entries s ON s.key = 'redeem:' || r.key
        LEFT JOIN (
          SELECT of_id, SUM(amount) AS back FROM points_entries WHERE kind = 'give_back' GROUP BY of_id
        ) AS b ON b.of_id = s.id
        WHERE COALESCE(-s.points, 0) <> r.points
          OR COALESCE(b.back, 0) <> CASE WHEN r.status = 'cancelled' THEN r.points ELSE 0 END
        ORDER BY r.code
        """,
        "redemption {code} of {points} points is {status}, spent {spent} and gave back {back}",
    ),
)
