"""Why a copy or the way back is not to be had."""


class NoBackup(Exception):
    """Nothing was changed; the message says why, and what to do. It never holds a password."""
