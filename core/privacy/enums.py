"""Words of the privacy desk."""

from enum import StrEnum


class ErasureStatus(StrEnum):
    """Where a wish to be erased stands."""

    waiting = "waiting"  # the member can still take it back
    withdrawn = "withdrawn"
    done = "done"


class Fate(StrEnum):
    """What becomes of a member's rows of a table when they are erased."""

    kept = "kept"  # the row stays as a record, its personal columns are emptied
    deleted = "deleted"
    none = "none"  # the rows are nobody's in particular
