"""Telegram as a channel. aiogram is imported here and nowhere else: it costs seconds that others need not pay."""
