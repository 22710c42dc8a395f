"""Refusals of joining two members."""

from core.kit.errors import NotFound, Refusal


class NotToMerge(Refusal):
    """These two cannot be joined now; `why`: same, merged (one of them is already), erasure (one wants to be forgotten)
    or undone (staff have taken them apart)."""

    code = "merge.refused"


class MergeNotFound(NotFound):
    """The member was not joined with anybody."""

    code = "merge.not_found"


class LaterMerge(Refusal):
    """The member who was kept has since become part of another: that comes first."""

    code = "merge.later_first"
