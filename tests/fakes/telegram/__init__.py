"""A Bot API server of our own, spoken to over HTTP: as strict as Telegram's, and able to misbehave as it does."""
