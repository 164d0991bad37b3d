"""The entitlements as their file says them, and when each is due. Plain data, no Django."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from benchmarks.counting.windows import years
from benchmarks.frameworks.fields import Fields
from benchmarks.frameworks.measures import measure
from benchmarks.frameworks.shape import Measure
from frontdoor.ground.years import last_day

FILE = Path(__file__).resolve().parents[1] / "data" / "entitlements.yaml"
THIS_YEAR = "this-year"


class State(StrEnum):
    """Where a learner stands with an entitlement. "Not yet" is not a fault."""

    DONE = "done"
    IN_HAND = "in-hand"
    NOT_YET = "not-yet"


WORDS = {State.DONE: "Done", State.IN_HAND: "In hand", State.NOT_YET: "Not yet"}


@dataclass(frozen=True)
class Entitlement:
    """What learners of these year groups should have, all measures of it, by the end of year group `due` (None: each year).

    `by` is a month and day that ends that year group instead of 31 August.
    """

    id: str
    title: str
    short: str
    years: tuple[int, ...]
    due: int | None
    measures: tuple[Measure, ...]
    by: str = ""

    def due_on(self, year: str, now_in: int) -> date:
        """The day by which learners who are in this year group in this academic year should have it."""
        if self.due is None:
            return last_day(year)
        ahead = self.due - now_in
        later = f"{int(year[:4]) + ahead}-{(int(year[:4]) + ahead + 1) % 100:02d}"
        return years(later, self.due, self.due, self.due, self.by).until


@cache
def entitlements() -> tuple[Entitlement, ...]:
    """Every row of the file, in its order."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(_row(Fields(row, f"Entitlement {number}")) for number, row in enumerate(data["entitlements"], 1))


def _row(fields: Fields) -> Entitlement:
    asked = fields.data["measures"]
    due = fields.data["due"]
    fields.done("measures", "due")
    found = Entitlement(
        id=fields.text("id"),
        title=fields.text("title"),
        short=fields.text("short"),
        years=fields.wholes("years"),
        due=None if due == THIS_YEAR else int(due),
        measures=tuple(measure(Fields(one, fields.where), {}) for one in asked),
        by=fields.text("by", ""),
    )
    fields.nothing_else()
    return found


def with_id(key: str) -> Entitlement | None:
    """The entitlement of this id; None where there is none."""
    return next((one for one in entitlements() if one.id == key), None)


def for_year(year_group: int | None) -> list[Entitlement]:
    """What learners of a year group should have."""
    return [one for one in entitlements() if year_group in one.years]
