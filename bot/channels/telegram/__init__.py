"""Telegram as a channel. aiogram is imported here and nowhere else: it costs seconds that no other process needs to pay."""
