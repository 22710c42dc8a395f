"""Bookings, conversations and what goes out."""

from __future__ import annotations

from core.check.rules.rule import Rule

_STANDING = """
WITH standing AS (
  SELECT * FROM bookings
  WHERE status IN ('pending', 'proposed', 'confirmed', 'checked_in', 'in_service')
     OR (status = 'held' AND respond_by > :now)
), wanted AS (
  SELECT b.id AS booking_id, b.code, s.resource_id FROM standing b JOIN staff s ON s.id = b.staff_id
  UNION ALL SELECT id, code, bed_id FROM standing WHERE bed_id IS NOT NULL
  UNION ALL SELECT id, code, device_id FROM standing WHERE device_id IS NOT NULL
)
"""


# A part that was called off leaves a hole that is nobody's fault: only visits that stand whole are looked at.
_PARTS = """
WITH parts AS (
  SELECT b.id, b.code, b.visit_id, b.guest_number, {minute:b.starts_at} AS starts, {minute:b.ends_at} AS ends,
    {number:b.policy:visit_gap_minutes} AS pause
  FROM bookings b WHERE b.visit_id IS NOT NULL AND b.status IN ('held', 'pending', 'proposed', 'confirmed')
    AND NOT EXISTS (
      SELECT 1 FROM bookings o WHERE o.visit_id = b.visit_id
      AND o.status NOT IN ('held', 'pending', 'proposed', 'confirmed')
    )
), counted AS (
  SELECT p.*, (SELECT COUNT(DISTINCT q.guest_number) FROM parts q WHERE q.visit_id = p.visit_id) AS people
  FROM parts p
)
"""

SALON = (
    Rule(
        "no resource is taken twice at a time",
        # One pass in order of time: whatever begins before the latest end so far overlaps something.
        """
        SELECT id, resource_id FROM (
          SELECT id, resource_id, start_minute, MAX(end_minute) OVER (
            PARTITION BY resource_id ORDER BY start_minute, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
          ) AS taken_until FROM occupancies
        ) AS spans WHERE taken_until > start_minute ORDER BY id
        """,
        "occupancy {id} of resource {resource_id} begins before an earlier one ends",
    ),
    Rule(
        "every standing booking has its person, bed and device",
        _STANDING
        + """
        SELECT code, resource_id FROM wanted WHERE NOT EXISTS (
          SELECT 1 FROM occupancies o
          WHERE o.booking_id = wanted.booking_id AND o.resource_id = wanted.resource_id
        ) ORDER BY code, resource_id
        """,
        "booking {code} has no time of resource {resource_id}",
    ),
    Rule(
        "no standing booking takes what it does not name",
        _STANDING
        + """
        SELECT b.code, o.resource_id FROM standing b JOIN occupancies o ON o.booking_id = b.id
        WHERE NOT EXISTS (SELECT 1 FROM wanted w WHERE w.booking_id = b.id AND w.resource_id = o.resource_id)
        ORDER BY b.code, o.resource_id
        """,
        "booking {code} takes resource {resource_id}, which is not in it",
    ),
    Rule(
        "what a standing booking takes spans its time",
        # A bed is taken from the start until it is clean again; a person may be free in between, or be needed later.
        _STANDING
        + """
        SELECT b.code, o.resource_id FROM standing b JOIN occupancies o ON o.booking_id = b.id
        GROUP BY b.code, o.resource_id, b.bed_id, b.starts_at, b.ends_at
        HAVING MIN(o.start_minute) < {minute:b.starts_at} OR MIN(o.start_minute) >= {minute:b.ends_at}
            OR (o.resource_id = b.bed_id
                AND (MIN(o.start_minute) > {minute:b.starts_at} OR MAX(o.end_minute) < {minute:b.ends_at}))
        UNION
        SELECT b.code, MIN(o.resource_id) FROM standing b JOIN occupancies o ON o.booking_id = b.id
        GROUP BY b.code, b.starts_at HAVING MIN(o.start_minute) > {minute:b.starts_at}
        ORDER BY 1, 2
        """,
        "booking {code} takes resource {resource_id} at another time than its own",
    ),
    Rule(
        "only a hold's time lapses",
        """
        SELECT DISTINCT b.code FROM bookings b JOIN occupancies o ON o.booking_id = b.id
        WHERE b.status <> 'held' AND o.held_until IS NOT NULL ORDER BY b.code
        """,
        "booking {code} would lose its time like a hold",
    ),
    Rule(
        "a booking that was declined, cancelled or has expired takes nothing",
        """
        SELECT b.code, b.status, COUNT(*) AS spans FROM bookings b JOIN occupancies o ON o.booking_id = b.id
        WHERE b.status IN ('declined', 'cancelled', 'expired') GROUP BY b.code, b.status ORDER BY b.code
        """,
        "booking {code} is {status} and still takes {spans} span(s)",
    ),
    Rule(
        "a visit that is over, or that nobody came to, takes nothing of the time to come",
        """
        SELECT b.code, b.status FROM bookings b JOIN occupancies o ON o.booking_id = b.id
        WHERE b.status IN ('completed', 'no_show') GROUP BY b.code, b.status
        HAVING MAX(o.end_minute) > :minute ORDER BY b.code
        """,
        "booking {code} is {status} and still takes time to come",
    ),
    Rule(
        "time taken for a booking belongs to one that exists",
        """
        SELECT o.id, o.resource_id FROM occupancies o WHERE o.reason = 'booking'
        AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.id = o.booking_id) ORDER BY o.id
        """,
        "occupancy {id} of resource {resource_id} belongs to no booking",
    ),
    Rule(
        "who is offered a time on the waitlist has one offer, and nobody else has",
        """
        SELECT e.id, e.status FROM waitlist_entries e WHERE (e.status = 'offered') <> EXISTS (
          SELECT 1 FROM waitlist_offers o WHERE o.entry_id = e.id AND o.outcome = 'open'
        ) ORDER BY e.id
        """,
        "place {id} of the waitlist is {status}, its offer says otherwise",
    ),
    Rule(
        "a time that is offered is held for the member as long as the offer stands",
        """
        SELECT o.id, b.code FROM waitlist_offers o
        JOIN waitlist_entries e ON e.id = o.entry_id JOIN bookings b ON b.id = o.booking_id
        WHERE o.outcome = 'open' AND o.expires_at > :now AND (
          b.status <> 'held' OR b.respond_by <> o.expires_at OR b.starts_at <> o.starts_at OR b.member_id <> e.member_id
        ) ORDER BY o.id
        """,
        "offer {id} of the waitlist is not what booking {code} holds",
    ),
    Rule(
        "an offer that was taken is a booking that was asked for",
        """
        SELECT o.id, b.code FROM waitlist_offers o JOIN bookings b ON b.id = o.booking_id
        WHERE o.outcome = 'taken' AND b.requested_at IS NULL ORDER BY o.id
        """,
        "offer {id} of the waitlist was taken, but booking {code} was never asked for",
    ),
    Rule(
        "what is ahead of a visit stands alike: all of it asked for, or all of it confirmed",
        """
        SELECT f.code, COUNT(DISTINCT b.status) AS statuses FROM bookings b JOIN bookings f ON f.id = b.visit_id
        WHERE b.status IN ('held', 'pending', 'proposed', 'confirmed')
        GROUP BY f.code HAVING COUNT(DISTINCT b.status) > 1 ORDER BY f.code
        """,
        "visit {code} is in {statuses} states at once",
    ),
    Rule(
        "a visit is one member's, in one store",
        """
        SELECT b.code FROM bookings b LEFT JOIN bookings f ON f.id = b.visit_id
        WHERE b.visit_id IS NOT NULL AND (f.id IS NULL OR f.visit_id IS NULL OR f.visit_id <> f.id
          OR f.member_id <> b.member_id OR f.store_id <> b.store_id) ORDER BY b.code
        """,
        "booking {code} belongs to no visit of its member and store",
    ),
    Rule(
        "the treatments of a visit follow one another within the pause it was made under",
        # People who come together begin together; one who gets several treatments waits no longer than the pause.
        _PARTS
        + """
        SELECT code FROM (
          SELECT code, guest_number, starts, pause, LAG(ends) OVER (
            PARTITION BY visit_id, guest_number ORDER BY starts, id
          ) AS before, LAG(starts) OVER (PARTITION BY visit_id ORDER BY starts, id) AS others, people
          FROM counted
        ) AS rows WHERE (people = 1 AND (starts < before OR starts > before + pause))
          OR (people > 1 AND starts > others + pause)
        ORDER BY code
        """,
        "booking {code} is too far from the rest of its visit, or overlaps it",
    ),
    Rule(
        "who books for somebody else names them",
        """
        SELECT code FROM bookings WHERE (guest_number = 0) <> (guest_name IS NULL) OR guest_number < 0 ORDER BY code
        """,
        "booking {code} has a guest without a name, or a name without a guest",
    ),
    Rule(
        "nothing waits in the inbox for over 5 minutes",
        "SELECT id, conversation_id FROM inbox WHERE done_at IS NULL AND received_at < :inbox_late ORDER BY id",
        "message {id} of conversation {conversation_id} is not done",
    ),
    Rule(
        "messages that could not be done and were set aside",
        "SELECT id, conversation_id FROM inbox WHERE is_set_aside ORDER BY id",
        "message {id} of conversation {conversation_id}",
        is_note=True,
    ),
    Rule(
        "what goes out belongs to a conversation",
        """
        SELECT o.id, o.conversation_id FROM outbox o
        WHERE NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = o.conversation_id) ORDER BY o.id
        """,
        "outgoing message {id} names conversation {conversation_id}, which is not there",
    ),
    Rule(
        "no message is being sent for over 10 minutes",
        # When sending began is not stored; a message that is being sent now was due by then.
        """
        SELECT id, conversation_id FROM outbox
        WHERE status = 'sending' AND COALESCE(not_before, created_at) < :outbox_late ORDER BY id
        """,
        "outgoing message {id} of conversation {conversation_id} is still being sent",
    ),
    Rule(
        "chat contacts belong to members and colleagues who exist",
        """
        SELECT c.id FROM contacts c
        WHERE (c.member_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM members m WHERE m.id = c.member_id))
           OR (c.staff_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.id = c.staff_id))
        ORDER BY c.id
        """,
        "contact {id} belongs to nobody",
    ),
)
