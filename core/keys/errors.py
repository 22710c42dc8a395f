"""Why a database cannot be used with the keys at hand. The messages are for whoever runs it."""


class WrongKeys(Exception):
    """The keys are not those the database was sealed with; nothing was changed. The message says what to do."""
