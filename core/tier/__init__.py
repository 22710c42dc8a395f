"""Levels (G): computed from what a member spent, raised at once, looked at again once a year."""
