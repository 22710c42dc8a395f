"""The clock: APScheduler wakes idempotent jobs; it owns no data."""
