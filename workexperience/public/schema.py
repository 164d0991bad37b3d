"""An offer as schema.org describes it, for search engines. Pure: no Django.

`WorkBasedProgram` is "a program with both an educational and employment component", so it names what happens among people
at work; a talk or a mock interview is the wider `EducationalOccupationalProgram`, whose properties are the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workexperience.offers.plan import Days

WIDER = ("talk", "mock-interview")
MODES = {"in-person": "onsite", "online": "online", "blended": "blended"}


@dataclass(frozen=True)
class Facts:
    """What the page shows of an offer: texts that may be empty, days to come with free places, the last day to apply."""

    title: str
    kind: str
    kind_name: str
    mode: str
    sector: str
    doing: str
    employer: str
    website: str
    town: str
    postcode: str
    who_for: str
    address: str
    closes_on: date | None
    sessions: Sequence[Days]


def program(facts: Facts) -> dict[str, Any]:
    """The offer. Nothing of a person is in it; what is empty is left out. A placement is not paid and costs nothing."""
    found = {
        "@context": "https://schema.org",
        "@type": "EducationalOccupationalProgram" if facts.kind in WIDER else "WorkBasedProgram",
        "name": facts.title,
        "description": facts.doing,
        "url": facts.address,
        "programType": facts.kind_name,
        "educationalProgramMode": MODES[facts.mode],
        "occupationalCategory": facts.sector,
        "programPrerequisites": facts.who_for,
        "applicationDeadline": facts.closes_on.isoformat() if facts.closes_on else "",
        "provider": _provider(facts),
        **_days(facts.sessions),
    }
    return {name: value for name, value in found.items() if value}


def _provider(facts: Facts) -> dict[str, Any]:
    place = {"@type": "PostalAddress", "addressLocality": facts.town, "postalCode": facts.postcode}
    here = {name: value for name, value in (place | {"addressCountry": "GB"}).items() if value}
    found: dict[str, Any] = {"@type": "Organization", "name": facts.employer, "url": facts.website}
    found |= {"address": here} if facts.mode != "online" else {}
    return {name: value for name, value in found.items() if value}


def _days(sessions: Sequence[Days]) -> dict[str, Any]:
    if not sessions:
        return {}
    there = [one for one in sessions if not one.is_online] or sessions  # of a blended offer one comes to both
    return {
        "startDate": min(one.first_day for one in sessions).isoformat(),
        "endDate": max(one.last_day for one in sessions).isoformat(),
        "maximumEnrollment": sum(one.places for one in there),
    }
