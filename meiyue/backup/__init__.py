"""Copies of a living database, and the way back."""
