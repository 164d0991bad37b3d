"""A file beside the current roll: who joins, who changes, who leaves. Pure: plain data in, plain data out.

A pupil is known by their UPN, else by name and birth date. What an empty cell says: a tutor group, an address or a name
"known as" is gone; a UPN, birth date, year group or day of admission is only not told, and stays.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from frontdoor.record.roll import facts
from frontdoor.record.roll.parse import Pupil, Rejected, Roll
from frontdoor.record.roll.upn import is_temporary

MOST_LEAVING = 5  # a file that makes more than a fifth of the roll leave asks again
SOMEBODY_ELSE = "This UPN belongs to a pupil of another name and birth date on your roll. Check which is right."
TWO_OF_THEM = "Two of your pupils have, or had, this name and birth date. Give the UPN."
AGAIN = "This is the pupil of line {line} again."
# Facts that a cell clears, and facts that an empty cell leaves as they are.
TOLD = ("given_names", "family_name", "known_as", "tutor_group", "email")
KEPT = ("upn", "date_of_birth", "year_group", "started_on")
OF_LEARNER = frozenset({"given_names", "family_name", "known_as", "date_of_birth"})


@dataclass(frozen=True)
class Held:
    """A pupil as the roll has them, or had them until they left. `carers` are all that were ever named, stopped ones too."""

    enrolment_id: int
    learner_id: int
    given_names: str
    family_name: str
    known_as: str
    date_of_birth: date | None
    upn: str
    year_group: int | None
    tutor_group: str
    email: str
    started_on: date
    carers: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()

    @property
    def who(self) -> tuple[str, date | None]:
        """As `Pupil.who`."""
        return facts.key(self.given_names, self.family_name), self.date_of_birth

    @property
    def name(self) -> str:
        """As people call them."""
        return f"{self.known_as or self.given_names} {self.family_name}".strip()


@dataclass(frozen=True)
class Change:
    """What becomes other for one pupil: field to (before, after), parents' addresses, marks that begin and that end."""

    held: Held
    line: int
    changed: Mapping[str, tuple[Any, Any]]
    carers: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.changed or self.carers or self.begun or self.over)


@dataclass(frozen=True)
class Joiner:
    """Who is not on the roll: new, or back again (`former` is how they stood when they left)."""

    pupil: Pupil
    former: Held | None = None


@dataclass(frozen=True)
class Leaver:
    """Who goes, and the last day where the file says it."""

    held: Held
    last_day: date | None = None


@dataclass
class Difference:
    """All of it. `on_roll` is how many the roll has now."""

    joiners: list[Joiner] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    leavers: list[Leaver] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    unchanged: int = 0
    on_roll: int = 0

    @property
    def asks_again(self) -> bool:
        """Whether more than a fifth of the roll would leave."""
        return len(self.leavers) * MOST_LEAVING > self.on_roll

    @property
    def is_nothing(self) -> bool:
        """Whether nobody joins, changes or leaves."""
        return not (self.joiners or self.changes or self.leavers)

    @property
    def mark(self) -> str:
        """A mark that is the same exactly while the same would happen."""
        told = [(one.pupil.line, one.former.learner_id if one.former else 0) for one in self.joiners]
        changed = [
            (
                one.held.enrolment_id,
                sorted(map(str, one.changed.items())),
                *map(sorted, (one.carers, one.begun, one.over)),
            )
            for one in self.changes
        ]
        gone = [(one.held.enrolment_id, str(one.last_day)) for one in self.leavers]
        return hashlib.sha256(repr([sorted(told), sorted(changed), sorted(gone)]).encode()).hexdigest()


def compare(
    roll: Roll, current: Sequence[Held], former: Sequence[Held], *, today: date, with_needs: bool
) -> Difference:
    """What the file would do to the roll. `former` are those who left and are nowhere now, the latest leaving first.

    Marks of need are looked at only for somebody who may see them (`with_needs`).
    """
    found = Difference(rejected=list(roll.rejected), on_roll=len(current))
    matched: dict[int, int] = {}
    finder, back = Finder(current), Finder(former)
    numbers = {pupil.upn for pupil in roll.pupils if pupil.upn}
    for pupil in sorted(roll.pupils, key=finder.tells):
        held, reason = finder.find(pupil, numbers)
        if held and held.enrolment_id in matched:
            reason = AGAIN.format(line=matched[held.enrolment_id])
        if reason:
            _set_aside(found, pupil, reason)
        elif held:
            matched[held.enrolment_id] = pupil.line
            finder.taken(held, pupil)
            _sort_in(found, held, pupil, today, with_needs=with_needs)
        elif not _has_left(pupil, today):
            _join(found, pupil, back, numbers)
    if not roll.is_part:
        spared = _spared(found.rejected, current)
        found.leavers += [Leaver(one) for one in current if one.enrolment_id not in matched.keys() | spared]
    _in_order(found)
    return found


class Finder:
    """Finds whose row it is among pupils that the school has or had.

    Once a row is somebody's they are known by what it says: so what a file does is what it would do once more.
    """

    def __init__(self, pupils: Sequence[Held]) -> None:
        self.by_upn = {one.upn: one for one in reversed(pupils) if one.upn}
        self.by_who: dict[Any, dict[int, Held]] = defaultdict(dict)
        self.known_by: dict[int, set[Any]] = defaultdict(set)  # each learner's keys of `by_who`
        self.upns: dict[int, str] = {}  # of those whose row was found
        for one in pupils:
            self.by_who[one.who].setdefault(one.learner_id, one)
            self.known_by[one.learner_id].add(one.who)

    def tells(self, pupil: Pupil) -> int:
        """How much a row tells, lowest first: a number that somebody has, another number, a name."""
        return 2 if not pupil.upn else int(pupil.upn not in self.by_upn)

    def find(self, pupil: Pupil, numbers: Collection[str]) -> tuple[Held | None, str]:
        """The pupil, or none; and a reason where it cannot be told. `numbers` are all UPNs of the file."""
        if held := self.by_upn.get(pupil.upn):
            return (None, SOMEBODY_ELSE) if _are_two(held, pupil) else (held, "")
        same = self.by_who.get(pupil.who, {}).values()
        namesakes = [one for one in same if _may_be(self.upns.get(one.learner_id, one.upn), pupil, numbers)]
        if pupil.date_of_birth is None or not namesakes:
            return None, ""
        return (namesakes[0], "") if len(namesakes) == 1 else (None, TWO_OF_THEM)

    def taken(self, held: Held, pupil: Pupil) -> None:
        """Remember that this row is theirs."""
        for who in self.known_by.pop(held.learner_id):
            del self.by_who[who][held.learner_id]
        who = (pupil.who[0], pupil.date_of_birth or held.date_of_birth)
        self.by_who[who][held.learner_id] = held
        self.known_by[held.learner_id] = {who}
        self.upns[held.learner_id] = pupil.upn or held.upn


def _are_two(held: Held, pupil: Pupil) -> bool:
    """A number that came to somebody else: another birth date, and no first name in common.

    A wrong number is most often a brother's or sister's, so the family name says nothing where both birth dates are known.
    """
    if pupil.date_of_birth == held.date_of_birth:
        return False
    names = {facts.key(held.given_names), facts.key(held.known_as)}
    told = {facts.key(pupil.given_names), facts.key(pupil.known_as or "")}
    if pupil.date_of_birth is None or held.date_of_birth is None:
        names.add(facts.key(held.family_name))
        told.add(facts.key(pupil.family_name))
    return (told - {""}).isdisjoint(names)


def _may_be(upn: str, pupil: Pupil, numbers: Collection[str]) -> bool:
    """Whether a namesake born on the same day, with this number, may be this pupil: unless the file has it for another row.

    A temporary number is replaced by a lasting one, and a wrong one by the right one.
    """
    return not pupil.upn or not upn or upn not in numbers or is_temporary(upn)


def _has_left(pupil: Pupil, today: date) -> bool:
    return pupil.left_on is not None and pupil.left_on < today


def _sort_in(found: Difference, held: Held, pupil: Pupil, today: date, *, with_needs: bool) -> None:
    change = change_of(held, pupil, with_needs=with_needs)
    if _has_left(pupil, today):
        found.leavers.append(Leaver(held, pupil.left_on))
    elif change:
        found.changes.append(change)
    else:
        found.unchanged += 1


def _join(found: Difference, pupil: Pupil, back: Finder, numbers: Collection[str]) -> None:
    former, unclear = back.find(pupil, numbers)
    line = next((one.pupil.line for one in found.joiners if former and _same_record(one.former, former)), 0)
    if line:
        _set_aside(found, pupil, AGAIN.format(line=line))
    elif unclear == TWO_OF_THEM and not pupil.upn:
        _set_aside(found, pupil, unclear)
    else:  # a number may have come to somebody else after the one who left
        found.joiners.append(Joiner(pupil, former))
        if former:
            back.taken(former, pupil)


def _same_record(one: Held | None, other: Held) -> bool:
    """Somebody may have left more than once, with another number each time."""
    return one is not None and one.learner_id == other.learner_id


def _set_aside(found: Difference, pupil: Pupil, reason: str) -> None:
    found.rejected.append(Rejected(pupil.line, pupil.cells, reason, pupil.upn, pupil.who[0]))


def change_of(held: Held, pupil: Pupil, *, with_needs: bool) -> Change:
    """What the row says other than the roll."""
    changed = {}
    for name in (*TOLD, *KEPT):
        before, after = getattr(held, name), getattr(pupil, name)
        told = after is not None if name in TOLD else bool(after) or after == 0
        if told and before != after:
            changed[name] = (before, after)
    if not with_needs:
        return Change(held, pupil.line, changed, pupil.carers - held.carers)
    marks = {kind for kind, is_so in pupil.needs.items() if is_so}
    over = held.needs & (pupil.needs.keys() - marks)
    return Change(held, pupil.line, changed, pupil.carers - held.carers, frozenset(marks - held.needs), frozenset(over))


def _spared(rejected: Iterable[Rejected], current: Iterable[Held]) -> set[int]:
    """Whose row was rejected is in the file all the same: nobody leaves by a slip."""
    numbers = {one.upn for one in rejected if one.upn}
    names = {one.names for one in rejected if one.names}
    return {one.enrolment_id for one in current if (one.upn and one.upn in numbers) or one.who[0] in names}


def _in_order(found: Difference) -> None:
    """By line, and leavers by name: as people look for them."""
    found.joiners.sort(key=lambda one: one.pupil.line)
    found.changes.sort(key=lambda one: one.line)
    found.rejected.sort(key=lambda one: one.line)
    found.leavers.sort(key=lambda one: (one.held.family_name, one.held.given_names, one.held.enrolment_id))


def moved_up(found: Difference) -> bool:
    """Whether the file itself takes most of the roll one year group on: then the school's own system has done that step."""
    steps = Counter(_step(one) for one in found.changes)
    return steps[1] * 2 > max(1, found.unchanged + len(found.changes))


def _step(change: Change) -> int:
    before, after = change.changed.get("year_group", (None, None))
    return 0 if before is None or after is None else after - before


def marks_of(pupil: Pupil) -> Iterator[str]:
    """The marks that a row gives a new pupil."""
    return (kind for kind, is_so in pupil.needs.items() if is_so)
