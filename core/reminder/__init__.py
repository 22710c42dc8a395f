"""Reminders of visits (C8): planned with the booking as rows that fall due, sent by the clock."""
