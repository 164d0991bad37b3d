"""How much a reason to see somebody opens to their adviser. Pure: no Django.

A school's marks about needs, a UPN and anybody's address are no part of it, whatever the scope.
"""

from enum import StrEnum


class Part(StrEnum):
    """A part of what an adviser reads before a meeting."""

    SAID = "what they said for this meeting"
    PERSON = "year group, school and age"
    DONE = "what they have done"
    PLAN = "open goals and actions"
    EARLIER = "earlier meetings"


CARD, RECORD, PLAN = "card", "record", "plan"  # `ReasonScope`
OPENS = {
    CARD: frozenset({Part.SAID}),
    PLAN: frozenset({Part.SAID, Part.PLAN}),
    RECORD: frozenset(Part),
}


def opens(scope: str) -> frozenset[Part]:
    """The parts that a reason of this scope opens; nothing for a scope that is not known."""
    return OPENS.get(scope, frozenset())
