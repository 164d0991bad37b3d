"""One job profile of the National Careers Service, whatever spelling of its JSON, as our facts and their words. Pure.

Three shapes are read: the content export (`url_name`, `how_to_become`), the API as documented (`HowToBecome`,
`EntryRoutes`) and the API as it answers (`howToBecome`). Pay figures are left where they are: they age fastest.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from frontdoor.careers.facts import Check, Need
from frontdoor.careers.ncs.checks import read_checks
from frontdoor.careers.ncs.needs import read_needs
from frontdoor.careers.ncs.study import plain, read_awards, read_courses, read_levels, read_subjects

TAUGHT = ("university", "college", "apprenticeship")
TOLD = {"work": "work", "volunteering": "volunteering", "directapplication": "direct", "otherroutes": "training"}


@dataclass
class WayIn:
    """One way in that the profile names, with its facts."""

    kind: str
    needs: list[Need] = field(default_factory=list)
    courses: list[dict[str, str]] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    awards: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    standards: list[str] = field(default_factory=list)


@dataclass
class Profile:
    """What a profile says. `overview`, `does` and `leads` are the National Careers Service's own sentences."""

    slug: str
    title: str
    updated: str
    categories: list[str]
    soc2010: str
    hours_least: float | None
    hours_most: float | None
    hours_kind: str
    hours_when: str
    hours_how: str
    skills: list[str]
    checks: list[Check]
    ways: list[WayIn]
    also: list[str]
    overview: str
    does: list[str]
    leads: list[str]


class NotAProfile(ValueError):
    """The JSON is no job profile; the message says what is missing."""


def read_profile(data: object) -> Profile:
    """One profile. NotAProfile when it has no title or no address."""
    if not isinstance(data, dict):
        raise NotAProfile("not a job profile")
    top = _flat(data)
    title = re.sub(r"\s+", " ", str(top.get("title") or "")).strip(" *")
    slug = str(top.get("urlname") or str(top.get("url") or "").rstrip("/").rpartition("/")[2]).strip().lower()
    if not title or not slug:
        raise NotAProfile("a job profile has a title and a url")
    become, takes = _flat(top.get("howtobecome")), _flat(top.get("whatittakes"))
    does, path = _flat(top.get("whatyouwilldo")), top.get("careerpath") or top.get("careerpathandprogression")
    more = _flat(become.get("moreinformation") or top.get("moreinformation"))
    limits = _flat(takes.get("restrictionsandrequirements")) or takes
    return Profile(
        slug=slug,
        title=title,
        updated=str(top.get("lastupdated") or top.get("lastupdateddate") or "")[:10],
        categories=[_category(name) for name in _list(top.get("categories") or top.get("jobprofilecategories"))],
        soc2010=str(top.get("soc2010") or top.get("soc") or ""),
        hours_least=_number(top.get("minimumhours")),
        hours_most=_number(top.get("maximumhours")),
        hours_kind=_text(top.get("workinghoursdetails")),
        hours_when=_text(top.get("workingpattern")),
        hours_how=_text(top.get("workingpatterndetails")),
        skills=_skills(takes),
        checks=read_checks(
            _lines(limits.get("restrictions") or limits.get("relatedrestrictions")),
            _lines(more.get("registrations")),
            _lines(limits.get("otherrequirements")),
        ),
        ways=_ways(become, _list(top.get("apprenticeshipstandards"))),
        also=[name.strip().lower() for name in _text(top.get("alternativetitle")).split(",") if name.strip()],
        overview=_text(top.get("overview")),
        does=plain(_lines(does.get("daytodaytasks") or does.get("wydddaytodaytasks") or does.get("wyddaytodaytasks"))),
        leads=plain(_lines(_flat(path).get("careerpathandprogression") if isinstance(path, dict) else path)),
    )


def _flat(data: object) -> dict[str, Any]:
    """A mapping with keys that do not care for capitals and underscores; anything else is an empty one."""
    return (
        {re.sub(r"[^a-z0-9]", "", str(key).lower()): value for key, value in data.items()}
        if isinstance(data, dict)
        else {}
    )


def _ways(become: dict[str, Any], standards: list[Any]) -> list[WayIn]:
    routes = {**become, **_flat(become.get("entryroutes"))}
    ways = [_taught(kind, _flat(routes.get(kind)), standards) for kind in TAUGHT if routes.get(kind)]
    told = [WayIn(ours) for theirs, ours in TOLD.items() if _lines(routes.get(theirs))]
    if standards and not any(way.kind == "apprenticeship" for way in ways):
        ways.append(WayIn("apprenticeship", standards=[str(one) for one in standards]))
    return [way for way in ways if way] + told


def _taught(kind: str, route: dict[str, Any], standards: list[Any]) -> WayIn:
    lines = _lines(route.get("relevantsubjects"))
    needs = [need for phrase in _lines(route.get("entryrequirements")) for need in read_needs(phrase)]
    way = WayIn(kind, needs=needs)
    if kind == "university":
        way.subjects, way.awards = read_subjects(lines), read_awards(lines)
    elif kind == "college":
        way.courses = read_courses(lines)
    else:
        way.levels, way.standards = read_levels(lines), [str(one) for one in standards]
    return way


def _skills(takes: dict[str, Any]) -> list[str]:
    found = takes.get("toponetskills") or takes.get("skills") or []
    return [str(_flat(one).get("description") or "") if isinstance(one, dict) else str(one) for one in _list(found)]


def _category(name: object) -> str:
    return str(_flat(name).get("name") or "") if isinstance(name, dict) else str(name)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None or value == "" else [value]


def _lines(value: object) -> list[str]:
    return [line.strip() for line in _strings(value) if line.strip()]


def _strings(value: object) -> Iterable[str]:
    return (str(line) for line in _list(value) if isinstance(line, str | int | float))


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str) else " ".join(_lines(value))


def _number(value: object) -> float | None:
    try:
        return float(str(value)) if value not in (None, "") else None
    except ValueError:
        return None
