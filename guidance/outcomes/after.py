"""A decision about a proof may give an adviser another level on days that are past: the records of their meetings follow."""

from frontdoor.ground.background import after_commit
from guidance.advisers.actions import on_level
from guidance.tasks import follow_levels


@on_level
def follow(adviser_id: int) -> None:
    """By a worker, after the commit. The nightly round finds it too, so that nothing is lost without a broker."""
    after_commit(follow_levels, adviser_id)
