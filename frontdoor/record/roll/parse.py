"""A roll's bytes to pupils. Pure: no database. Rows that cannot be are set aside, each with one sentence."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from frontdoor.ground.sheets import read_sheet
from frontdoor.ground.tables import Row
from frontdoor.record.roll import facts, headers
from frontdoor.record.roll import upn as upns
from frontdoor.record.roll.facts import Odd

WHAT = "a roll of pupils"
NOBODY = "There is neither a UPN nor a date of birth, so nobody can tell who this is."
Watch = Callable[[int, int], None]


@dataclass(frozen=True)
class Pupil:
    """One row that is good. A fact is None where the file has no such column or, for days and years, no value.

    `needs` says yes or no for each mark whose column the file has.
    """

    line: int
    cells: list[str]
    given_names: str
    family_name: str
    upn: str = ""
    date_of_birth: date | None = None
    known_as: str | None = None
    year_group: int | None = None
    tutor_group: str | None = None
    email: str | None = None
    started_on: date | None = None
    left_on: date | None = None
    carers: frozenset[str] = frozenset()
    needs: dict[str, bool] = field(default_factory=dict)

    @property
    def who(self) -> tuple[str, date | None]:
        """Name and birth date: what tells people apart where there is no UPN."""
        return facts.key(self.given_names, self.family_name), self.date_of_birth

    @property
    def name(self) -> str:
        """As people call them."""
        return f"{self.known_as or self.given_names} {self.family_name}"


@dataclass(frozen=True)
class Rejected:
    """One row that is not, and why. `upn` and `names` are what may still tell whose row it is, so that nobody leaves by a slip."""

    line: int
    cells: list[str]
    reason: str
    upn: str = ""
    names: str = ""


@dataclass(frozen=True)
class Roll:
    """A file read whole. `is_part`: a file of rejected rows put right, from which nobody is missing."""

    header: list[str]
    pupils: list[Pupil]
    rejected: list[Rejected]
    is_part: bool = False


def read_roll(data: bytes, *, today: date, watch: Watch = lambda _done, _total: None) -> Roll:
    """Read a roll from CSV, TSV or XLSX. Unreadable when it is none."""
    sheet = read_sheet(data, names=headers.NAMES, needed=headers.NEEDED, what=WHAT)
    pupils, rejected = [], [_set_aside(row, reason) for row, reason in sheet.misfits]
    for done, row in enumerate(sheet.rows):
        if done % 100 == 0:
            watch(done, len(sheet.rows))
        try:
            pupils.append(_pupil(row, today))
        except Odd as odd:
            rejected.append(_set_aside(row, str(odd)))
    watch(len(sheet.rows), len(sheet.rows))
    once, again = _once(pupils)
    return Roll(sheet.header, once, sorted([*rejected, *again], key=lambda one: one.line), sheet.is_part)


def _pupil(row: Row, today: date) -> Pupil:
    upn, born = upns.clean(row.get(headers.UPN)), facts.birthday(row.get(headers.BORN), today=today)
    pupil = Pupil(
        row.line,
        row.cells,
        given_names=facts.name(row[headers.GIVEN], what="forename"),
        family_name=facts.name(row[headers.FAMILY], what="surname"),
        upn=upn,
        date_of_birth=born,
        year_group=facts.year_group(row.get(headers.YEAR)),
        started_on=facts.day(row.get(headers.STARTED), what="date of admission"),
        left_on=facts.day(row.get(headers.LEFT), what="leaving date"),
        carers=facts.addresses(row.get(headers.CARER), row.get(headers.CARER_TOO)),
        needs=_needs(row),
    )
    if upn and (said := upns.problem(upn)):
        raise Odd(said)
    if not upn and not born:
        raise Odd(NOBODY)
    return replace(pupil, **_texts(row, pupil))


def _texts(row: Row, pupil: Pupil) -> dict[str, Any]:
    """The facts that an empty cell clears, of those columns that the file has."""
    found: dict[str, Any] = {}
    if headers.KNOWN_AS in row.values:
        known_as = facts.name(row[headers.KNOWN_AS], what="name that the pupil is known as", needed=False)
        found["known_as"] = "" if known_as == pupil.given_names else known_as
    if headers.GROUP in row.values:
        found["tutor_group"] = facts.name(row[headers.GROUP], what="tutor group", needed=False, longest=30)
    if headers.EMAIL in row.values:
        found["email"] = facts.address(row[headers.EMAIL], what="pupil’s address")
    return found


def _needs(row: Row) -> dict[str, bool]:
    found = facts.sen(row["sen"]) if "sen" in row.values else {}
    for kind in headers.NEEDS[1:]:
        if kind in row.values:
            found[kind] = facts.marked(row[kind], what=headers.NAMES[kind][0])
    return found


def _set_aside(row: Row, reason: str) -> Rejected:
    names = facts.key(row.get(headers.GIVEN), row.get(headers.FAMILY))
    return Rejected(row.line, row.cells, reason, upns.clean(row.get(headers.UPN)), names)


def _once(pupils: Iterable[Pupil]) -> tuple[list[Pupil], list[Rejected]]:
    """Each person once: a UPN, or a name with a birth date and no UPN, that stands again is set aside."""
    first: dict[Any, int] = {}
    once, again = [], []
    for pupil in pupils:
        whose = pupil.upn or pupil.who
        if whose in first:
            what = "UPN" if pupil.upn else "name and birth date"
            reason = f"This {what} stands in line {first[whose]} already."
            again.append(Rejected(pupil.line, pupil.cells, reason, pupil.upn, pupil.who[0]))
        else:
            first[whose] = pupil.line
            once.append(pupil)
    return once, again


def as_plain(roll: Roll) -> dict[str, Any]:
    """A roll as plain data that JSON can hold."""
    return asdict(roll) | {"pupils": [asdict(one) | {"carers": sorted(one.carers)} | _days(one) for one in roll.pupils]}


def from_plain(data: dict[str, Any]) -> Roll:
    """The roll that `as_plain` gave."""
    pupils = []
    for one in data["pupils"]:
        days = {name: date.fromisoformat(one[name]) if one[name] else None for name in DAYS}
        pupils.append(Pupil(**one | days | {"carers": frozenset(one["carers"])}))
    return Roll(data["header"], pupils, [Rejected(**one) for one in data["rejected"]], data["is_part"])


DAYS = (headers.BORN, headers.STARTED, headers.LEFT)


def _days(pupil: Pupil) -> dict[str, str | None]:
    return {name: day.isoformat() if (day := getattr(pupil, name)) else None for name in DAYS}
