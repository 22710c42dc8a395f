"""Decisions and arithmetic of points. Pure: no database, no clock."""
