"""Decisions of the booking domain, pure: no database, no clock, no import that does I/O."""
