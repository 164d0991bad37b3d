"""Reminders before something runs out, and one on the day after: which is due, and how the days are said. Pure: no Django."""

STAGES = (60, 30, 7)  # days before the last day
RAN_OUT = 0  # the stage of the letter on the day after
TOLD_WITHIN = 14  # days: an end that was longer ago is no news


def stage_due(days_left: int) -> int | None:
    """The stage that a day belongs to: the nearest one only, so that a missed run catches up with one letter.

    `days_left` is 0 on the last day and negative after it. None: no letter is due.
    """
    if days_left < 0:
        return RAN_OUT if days_left >= -TOLD_WITHIN else None
    return min((stage for stage in STAGES if days_left <= stage), default=None)


def said(days: int) -> str:
    """`in 12 days`, `tomorrow`, `today`."""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
