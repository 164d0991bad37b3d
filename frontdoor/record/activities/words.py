"""An activity's facts as people read them: the same on every page and in every file."""

from decimal import Decimal

from frontdoor.ground.dates import day_in_words
from frontdoor.record.activities.experience import dates_between
from frontdoor.record.activities.facts import Facts
from frontdoor.record.activities.kinds import ACCESS, asked
from frontdoor.record.models import ActivityKind, Mode, Part, ProviderKind


def hours_in_words(hours: Decimal) -> str:
    """`45 minutes`, `1 hour`, `1 hour 30 minutes`, `30 hours`."""
    whole, minutes = divmod(round(hours * 60), 60)
    said = [f"{whole} hour{'' if whole == 1 else 's'}"] if whole else []
    return " ".join([*said, f"{minutes} minutes"] if minutes or not whole else said)


def days_in_words(facts: Facts) -> str:
    """`16 November 2026`, `16 November 2026 to 20 November 2026`; with gaps between them: `3 dates from ... to ...`."""
    if facts.last_day is None:
        return day_in_words(facts.day)
    said = f"{day_in_words(facts.day)} to {day_in_words(facts.last_day)}"
    has_gaps = dates_between(facts.day, facts.last_day, facts.dates) != dates_between(facts.day, facts.last_day)
    return f"{len(facts.dates)} dates from {said}" if has_gaps else said


def host_of(facts: Facts) -> str:
    """Whom they met, by name; empty when nobody was named."""
    return facts.host.name if facts.host else facts.host_name


def rows(facts: Facts) -> list[tuple[str, list[str]]]:
    """Each fact that this kind asks with its words; one that is not known says so."""
    kind = asked(facts.kind)
    found = [
        ("Kind", [str(ActivityKind(facts.kind).label)]),
        ("When", [days_in_words(facts)]),
        ("How long", [hours_in_words(facts.hours)]),
    ]
    return found + [row for column in kind.facts for row in _fact(column, facts)]


def _fact(column: str, facts: Facts) -> list[tuple[str, list[str]]]:
    if column == "parts":
        return _parts(facts)
    said = {
        "mode": ("How they met", [str(Mode(facts.mode).label)]),
        "host_name": ("With", [host_of(facts) or "Nobody named"]),
        "subject": ("School subject", [facts.subject]),
        "one_to_one": ("One to one", [_yes_or_no(facts.one_to_one)]),
        "adviser_level": ("Adviser’s level", [_level(facts)]),
        "in_school_hours": ("In school hours", [_yes_or_no(facts.in_school_hours)]),
        "provider_kinds": ("Kinds of provider", [str(ProviderKind(one).label) for one in facts.provider_kinds]),
    }
    return [said[column]] if column in said else []


def _yes_or_no(truth: bool | None) -> str:
    return "Not known" if truth is None else "Yes" if truth else "No"


def _level(facts: Facts) -> str:
    level = f"Level {facts.adviser_level}" if facts.adviser_level else "Not known"
    return f"{level}. {facts.adviser_note}" if facts.adviser_note else level


def _parts(facts: Facts) -> list[tuple[str, list[str]]]:
    """What was part of it; what they heard about stands apart."""
    there = [Part(part) for part in facts.parts]
    heard = [part for part in there if part in ACCESS]
    found = [("What was part of it", [str(part.label) for part in there if part not in ACCESS] or ["Nothing ticked"])]
    if set(ACCESS) <= set(asked(facts.kind).parts):
        found.append(("What they heard about", [str(part.label) for part in heard] or ["Nothing ticked"]))
    return found
