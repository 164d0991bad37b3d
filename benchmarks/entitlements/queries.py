"""Where each learner of a roll stands with each entitlement: the same function for the grid, the lists and a pupil's page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from benchmarks.counting.days import Days
from benchmarks.counting.queries import Amounts, tally
from benchmarks.entitlements.shape import Entitlement, State, entitlements, for_year
from benchmarks.frameworks.queries import days_rule_of
from benchmarks.measures import IN_DAYS, MEETING, Plan, plan
from frontdoor.organisations.models import Organisation
from frontdoor.record.models import Enrolment
from frontdoor.record.queries import year_begun


@dataclass(frozen=True)
class Standing:
    """One learner and one entitlement: `have` of `needed` (times, days, or kinds where it has several measures).

    `days` is set where it asks for days: those in person and online.
    """

    entitlement: Entitlement
    state: State
    have: float
    needed: float
    due_on: date
    days: Days | None = None

    @property
    def progress(self) -> str:
        """`2 of 4`, `3.5 in person + 1.0 online`; empty where one is enough."""
        if self.days:
            return self.days.words
        return f"{self.have:.1f}".removesuffix(".0") + f" of {self.needed:g}" if self.needed > 1 else ""

    @property
    def so_far(self) -> str:
        """What a list says below the state: days always, and anything else until it is enough."""
        return self.progress if self.days or self.state != State.DONE else ""


def standings(
    institution: Organisation, enrolments: Iterable[Enrolment], *, today: date, whole_roll: bool = False
) -> dict[int, list[Standing]]:
    """Each learner's standings, in the order of the file, by learner id. Few queries however many learners there are.

    `whole_roll` says that these are all of the roll, which is asked with a subquery in place of a list of ids.
    """
    here = list(enrolments)
    year = year_begun(institution, today=today)
    plans = _plans({one.year_group for one in here}, year)
    learners = None if whole_roll else [one.learner_id for one in here]
    found = tally(plans, institution, today=today, learners=learners)
    return {one.learner_id: _standings(one, plans, found, year) for one in here}


def _plans(year_groups: set[int | None], year: str) -> dict[str, Plan]:
    """A plan for each measure of each entitlement that somebody here should have, by `entitlement:number`."""
    asked = [(one, seen) for one in entitlements() if (seen := year_groups & set(one.years))]
    in_days = any(measure.name == IN_DAYS for one, _seen in asked for measure in one.measures)
    days = days_rule_of(year) if in_days else None
    found = {}
    for one, seen in asked:
        for number, measure in enumerate(one.measures):
            if made := plan(measure, year, seen, days=days):
                found[f"{one.id}:{number}"] = made
    return found


def _standings(
    enrolment: Enrolment, plans: Mapping[str, Plan], found: Mapping[str, Amounts], year: str
) -> list[Standing]:
    return [
        _standing(one, enrolment, [(plans[key], found[key]) for key in plans if key.partition(":")[0] == one.id], year)
        for one in for_year(enrolment.year_group)
    ]


def _standing(one: Entitlement, enrolment: Enrolment, counted: list[tuple[Plan, Amounts]], year: str) -> Standing:
    learner = enrolment.learner_id
    have = [amounts.of.get(learner, 0) for _plan, amounts in counted]
    enough = [amount >= plan.needed for amount, (plan, _amounts) in zip(have, counted, strict=True)]
    if all(enough):
        state = State.DONE
    elif any(learner in amounts.invited for done, (_plan, amounts) in zip(enough, counted, strict=True) if not done):
        state = State.IN_HAND
    else:
        state = State.NOT_YET
    several = len(counted) > 1
    return Standing(
        entitlement=one,
        state=state,
        have=sum(enough) if several else min(have[0], counted[0][0].needed),
        needed=len(counted) if several else counted[0][0].needed,
        due_on=one.due_on(year, enrolment.year_group or 0),
        days=None if several else counted[0][1].days.get(learner),
    )


@dataclass(frozen=True)
class Cell:
    """How many of a year group are where with an entitlement."""

    entitlement: Entitlement
    year_group: int
    counts: dict[State, int]
    due_on: date

    @property
    def number(self) -> int:
        """All of the year group."""
        return sum(self.counts.values())


def grid(enrolments: Iterable[Enrolment], found: Mapping[int, list[Standing]]) -> list[Cell]:
    """A cell for each year group and each of its entitlements, the soonest deadline first."""
    cells: dict[tuple[int, str], Cell] = {}
    for one in enrolments:
        for standing in found[one.learner_id]:
            key = (one.year_group or 0, standing.entitlement.id)
            cell = cells.setdefault(key, Cell(standing.entitlement, key[0], dict.fromkeys(State, 0), standing.due_on))
            cell.counts[standing.state] += 1
    return sorted(cells.values(), key=lambda cell: (cell.year_group, cell.due_on))


@dataclass(frozen=True)
class MeetingDue:
    """Somebody of a roll who still needs a personal guidance meeting, and by which day."""

    learner_id: int
    year_group: int
    due_on: date


def meetings_due(institution: Organisation, enrolments: Iterable[Enrolment], *, today: date) -> list[MeetingDue]:
    """Whoever of a roll still needs a personal guidance meeting. `enrolments` are all of the roll."""
    here = list(enrolments)
    found = standings(institution, here, today=today, whole_roll=True)
    return [
        MeetingDue(enrolment.learner_id, enrolment.year_group or 0, one.due_on)
        for enrolment in here
        for one in found[enrolment.learner_id]
        if one.state != State.DONE and any(measure.name == MEETING for measure in one.entitlement.measures)
    ]
