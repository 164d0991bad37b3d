"""What this room keeps about learners, deleted: its part of `shown.erase`."""

from collections.abc import Collection

from frontdoor.record.erasing import elsewhere, hanging


def erase_here(learner_ids: Collection[int]) -> None:
    """All that hangs on these learners, in whichever room, with its history; and their place in looks."""
    hanging.delete(learner_ids)
    elsewhere.erase_looks(learner_ids)
