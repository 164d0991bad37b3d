"""Who holds an application in each state, and which moves there are. Pure: no Django.

The way (design section 3, domain 5.10): school -> parent or carer (under 16) -> a free place, or the waiting line -> employer
-> confirmed -> days -> feedback -> reflection -> counted. Each state has exactly one owner.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

SCHOOL, PARENT, LEARNER, EMPLOYER, LINE, CHECK, NOBODY = (
    "school",
    "parent",
    "learner",
    "employer",
    "line",
    "check",
    "nobody",
)
Owner = Literal["school", "parent", "learner", "employer", "line", "check", "nobody"]

OWNERS: dict[str, Owner] = {
    "school": "school",
    "parent": "parent",
    "waiting": "line",
    "offered": "learner",
    "employer": "employer",
    "other-days": "learner",
    "accepted": "check",  # or the parent, where the days changed: `owner_when_accepted`
    "confirmed": "employer",
    "feedback": "employer",
    "reflection": "learner",
}
ENDS = frozenset({"counted", "refused", "declined", "withdrawn", "cancelled", "expired", "absent"})
# A place of the session is theirs in these, and only in these.
HOLDING = frozenset(
    {"offered", "employer", "other-days", "accepted", "confirmed", "feedback", "reflection", "counted", "absent"}
)
BEFORE_THE_DAYS = frozenset({"school", "parent", "waiting", "offered", "employer", "other-days", "accepted"})
# While the employer may see the card of the learner.
SEEN_BY_EMPLOYER = frozenset({"employer", "other-days", "accepted", "confirmed", "feedback"})

_OUT = {"withdrawn", "expired"}
MOVES: dict[str, frozenset[str]] = {
    "school": frozenset({"parent", "waiting", "employer", "refused", "cancelled", *_OUT}),
    "parent": frozenset({"waiting", "employer", "refused", "cancelled", *_OUT}),
    "waiting": frozenset({"offered", "refused", "cancelled", *_OUT}),
    "offered": frozenset({"employer", "refused", "cancelled", *_OUT}),
    "employer": frozenset({"accepted", "confirmed", "other-days", "declined", "refused", "cancelled", *_OUT}),
    "other-days": frozenset({"accepted", "confirmed", "refused", "cancelled", *_OUT}),
    "accepted": frozenset({"confirmed", "feedback", "reflection", "counted", "refused", "cancelled", *_OUT}),
    "confirmed": frozenset({"accepted", "feedback", "reflection", "counted", "absent", "refused", "cancelled", *_OUT}),
    "feedback": frozenset({"reflection", "counted", "absent"}),
    "reflection": frozenset({"counted", "absent"}),
}

# What a school's correction of a day's mark may do to a placement that moved on without it; no other move leaves an end.
PUT_RIGHT: dict[str, frozenset[str]] = {
    "absent": frozenset({"feedback", "reflection", "counted"}),
    "expired": frozenset({"feedback", "reflection", "counted"}),
    "feedback": frozenset({"absent"}),
    "reflection": frozenset({"absent"}),
    "counted": frozenset({"absent"}),
}
NOT_THERE = "not-here"

PLACE_WAITS = timedelta(days=3)  # a freed place, for the next in the line
OTHER_DAYS_WAIT = timedelta(days=7)
CONSENT_LIVES = timedelta(days=14)
EMPLOYER_SEES_AFTER = timedelta(days=14)  # after the last day, for the feedback
REFLECTION_WAITS = timedelta(days=28)


def allowed(state: str, to: str) -> bool:
    """Whether an application may move from one state to another."""
    return to in MOVES.get(state, frozenset())


def owner(state: str, *, parent_has_to_agree: bool = False) -> Owner:
    """Who has to do something now. `parent_has_to_agree`: to other days, once accepted."""
    if state == "accepted" and parent_has_to_agree:
        return "parent"
    return OWNERS.get(state, "nobody")


def expires(now: datetime, waits: timedelta, first_day: date) -> datetime:
    """When something offered goes to the next: after so long, and at the latest when the first day begins."""
    start = datetime(first_day.year, first_day.month, first_day.day, tzinfo=now.tzinfo)
    return max(min(now + waits, start), now)


def after_the_days(marks: Iterable[str], *, has_feedback: bool, has_reflection: bool) -> str:
    """The state once the last day is over and every day is marked: by who was there, and what has been written already.

    Somebody who was unwell, or with whom something was wrong, was there: only who never came is absent.
    """
    if {*marks} <= {NOT_THERE}:
        return "absent"
    if not has_feedback:
        return "feedback"
    return "counted" if has_reflection else "reflection"
