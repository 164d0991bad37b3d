"""The table of one career: its ways as the sources name them, split into the kinds that a reader chooses between.

A source says "apprenticeship" and names levels; a reader asks about an advanced one. It says "university" and means a
degree, a higher national diploma or a postgraduate course. Pure: works on anything shaped like `careers.models.Way`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from frontdoor.careers.facts import Need, need_words
from frontdoor.careers.routes.kinds import Source
from frontdoor.careers.routes.rows import Facts, Rows, ways_of

PROFILE = Source(
    "National Careers Service: job profiles",
    "https://nationalcareers.service.gov.uk/explore-careers",
    date(2020, 11, 16),
)
STANDARDS = Source(
    "Skills England: apprenticeship standards",
    "https://skillsengland.education.gov.uk/apprenticeships/",
    date(2020, 11, 16),
)
APPRENTICESHIPS = {"intermediate": "apprenticeship-2", "advanced": "apprenticeship-3"} | {
    "higher": "apprenticeship-4-5",
    "degree": "apprenticeship-6-7",
}
BY_LEVEL = {2: "apprenticeship-2", 3: "apprenticeship-3", 4: "apprenticeship-4-5", 5: "apprenticeship-4-5"} | {
    6: "apprenticeship-6-7",
    7: "apprenticeship-6-7",
}
AWARDS = {
    "degree": "university",
    "foundation degree": "higher-technical",
    "higher national diploma": "higher-technical",
    "higher national certificate": "higher-technical",
    "postgraduate course": "postgraduate",
}
# What a need is for, and the kinds that it is said of. A need for anything else is said of every kind of its way.
FOR: Mapping[str, Sequence[str]] = {
    "an intermediate apprenticeship": ["apprenticeship-2"],
    "an advanced apprenticeship": ["apprenticeship-3"],
    "a higher or degree apprenticeship": ["apprenticeship-4-5", "apprenticeship-6-7"],
    "a degree apprenticeship": ["apprenticeship-6-7"],
    "a teaching apprenticeship": ["apprenticeship-6-7"],
    "a T level": ["t-level"],
    "a degree": ["university"],
    "a foundation degree": ["higher-technical"],
    "a higher national diploma": ["higher-technical"],
    "a foundation degree or higher national diploma": ["higher-technical"],
    "a higher national diploma or degree": ["higher-technical", "university"],
    "a postgraduate course": ["postgraduate"],
}


class WayLike(Protocol):
    """What is read of a way; `careers.models.Way` has it."""

    kind: str
    needs: Any
    courses: Any
    subjects: Any
    awards: Any
    levels: Any
    standards: Any


def rows_of(ways: Iterable[WayLike], soc2020: str | None = None, stage: str | None = None) -> Rows:
    """The rows of a career's table, in the reader's order; empty when no source names a way."""
    return ways_of([facts for way in ways for facts in _split(way)], soc2020, stage)


def _split(way: WayLike) -> list[Facts]:
    if way.kind == "apprenticeship":
        return _apprenticeships(way)
    if way.kind == "university":
        return _university(way)
    if way.kind in {"college", "t-level"}:
        return _college(way)
    return [Facts(way.kind, needs=_needs(way, way.kind, [way.kind]), sources=(PROFILE,))]


def _apprenticeships(way: WayLike) -> list[Facts]:
    named = {APPRENTICESHIPS[level] for level in way.levels} | {BY_LEVEL[each["level"]] for each in way.standards}
    kinds = sorted(named) or ["apprenticeship"]
    return [_apprenticeship(way, kind, kinds) for kind in kinds]


def _apprenticeship(way: WayLike, kind: str, kinds: Sequence[str]) -> Facts:
    own = [each for each in way.standards if BY_LEVEL[each["level"]] == kind]
    months = sorted(each["months"] for each in own if each.get("months"))
    return Facts(
        kind,
        needs=_needs(way, kind, kinds),
        names=tuple(each["title"] for each in own),
        months=months[0] if months else None,
        most=months[-1] if months else None,
        sources=(PROFILE, STANDARDS) if own else (PROFILE,),
    )


def _university(way: WayLike) -> list[Facts]:
    kinds = sorted({AWARDS[award] for award in way.awards if award in AWARDS}) or ["university"]
    return [Facts(kind, _needs(way, kind, kinds), tuple(way.subjects), sources=(PROFILE,)) for kind in kinds]


def _college(way: WayLike) -> list[Facts]:
    """A T level is a kind of its own, and so are A levels that a source names among college courses."""
    names: dict[str, list[str]] = {}
    for course in way.courses:
        names.setdefault(COURSES.get(course["kind"], "college-course"), []).append(_course(course))
    usual = "t-level" if way.kind == "t-level" else "college-course"
    names.setdefault(usual, [])
    return [
        Facts(kind, _needs(way, kind, list(names)), tuple(each), sources=(PROFILE,)) for kind, each in names.items()
    ]


COURSES = {"T level": "t-level", "A level": "a-levels"}


def _course(course: Mapping[str, str]) -> str:
    return course["name"] if course["kind"] in COURSES else f"{course['kind']} in {course['name']}"


def _needs(way: WayLike, kind: str, kinds: Sequence[str]) -> tuple[str, ...]:
    """The needs that are said of this kind, in words; what a need is for goes where the row's own name says it."""
    said = []
    for need in way.needs:
        meant = [each for each in FOR.get(need.get("for", ""), []) if each in kinds]
        if not meant:
            said.append(need_words(need))
        elif kind in meant:
            said.append(need_words(_unsaid(need)))
    return tuple(_capital(words) for words in dict.fromkeys(said))


def _unsaid(need: Need) -> Need:
    rest = need.copy()
    del rest["for"]
    return rest


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
