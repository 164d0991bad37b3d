"""The yearly schedule: what it sends on a day, and what it would send."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from benchmarks.reminders import making, queries


@dataclass
class Outcome:
    """What a run of the schedule did, over all its stages; `no_contact` are due and known to nobody's address."""

    reminded: int = 0
    letters: int = 0
    no_contact: int = 0
    set_aside: dict[int, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return (
            f"reminded={self.reminded} letters={self.letters} "
            f"no_contact={self.no_contact} set_aside={len(self.set_aside)}"
        )


def send_due(*, on: date, now: datetime) -> Outcome:
    """Send what the yearly schedule has due on this day. Safe to repeat: a second run makes nothing.

    An institution without any address gets no reminder row: as soon as one is known, what is still due goes.
    """
    outcome = Outcome()
    for due in queries.due(on):
        made = making.make(making.Sending(due, on, now))
        outcome.reminded += made.reminded
        outcome.letters += made.letters
        outcome.set_aside |= made.set_aside
        outcome.no_contact += due.without_contact.count()
    return outcome


@dataclass(frozen=True)
class Planned:
    """One institution that the schedule would remind: no address of anybody in it."""

    urn: int
    name: str
    stage: str
    recipients: int


def plan(*, on: date) -> Iterator[Planned]:
    """What `send_due` would do on this day, in the order of names; nothing is written."""
    for due in queries.due(on):
        institutions = list(due.institutions.order_by("name", "urn"))
        for start in range(0, len(institutions), making.BATCH):
            batch = institutions[start : start + making.BATCH]
            reach = queries.recipients(each.pk for each in batch)
            for each in batch:
                yield Planned(each.urn or 0, each.label, due.stage.key, len(reach.get(each.pk, [])))
