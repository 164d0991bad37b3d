"""A career as a file says it, before it is a row: the shape of `data/<category>.yaml`, checked. Pure."""

from dataclasses import dataclass, field
from typing import Any

from frontdoor.careers.facts import is_need

TRAITS = ("leader", "driver", "influencer", "helper", "analyst", "creator", "organiser", "doer")
WAYS = ("apprenticeship", "college", "t-level", "university", "work", "direct", "volunteering", "training")
SUBJECTS = {
    "art-and-design": "Art and design",
    "biology": "Biology",
    "business": "Business",
    "chemistry": "Chemistry",
    "citizenship": "Citizenship",
    "computing": "Computing",
    "dance": "Dance",
    "design-and-technology": "Design and technology",
    "drama": "Drama",
    "economics": "Economics",
    "engineering": "Engineering",
    "english": "English",
    "food": "Food and nutrition",
    "geography": "Geography",
    "health-and-social-care": "Health and social care",
    "history": "History",
    "languages": "Languages",
    "law": "Law",
    "maths": "Maths",
    "media": "Media studies",
    "music": "Music",
    "pe": "Physical education",
    "physics": "Physics",
    "psychology": "Psychology",
    "religious-studies": "Religious studies",
    "sociology": "Sociology",
}


@dataclass
class Entry:
    """One career. `ways` maps a kind of way to its facts; every list may be empty but `categories`."""

    slug: str
    title: str
    categories: list[str]
    overview: str
    soc2020: str = ""
    soc_note: str = ""
    does: list[str] = field(default_factory=list)
    helps: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    traits: dict[str, int] = field(default_factory=dict)
    skills: list[str] = field(default_factory=list)
    hours: dict[str, Any] = field(default_factory=dict)
    checks: list[dict[str, str]] = field(default_factory=list)
    ways: dict[str, dict[str, Any]] = field(default_factory=dict)

    def problem(self) -> str:
        """What is wrong with it, in one sentence; empty when nothing is."""
        if not self.overview:
            return "It has no overview."
        if not self.categories:
            return "It is in no job category."
        for what, found in (
            ("subject", set(self.subjects) - SUBJECTS.keys()),
            ("trait", self.traits.keys() - set(TRAITS)),
            ("way in", self.ways.keys() - set(WAYS)),
        ):
            if found:
                return f"There is no {what} called {', '.join(sorted(found))}."
        needs = [need for way in self.ways.values() for need in way.get("needs", [])]
        return next((f"This is no entry requirement: {need}." for need in needs if not is_need(need)), "")


def read_entries(body: dict[str, Any]) -> list[Entry]:
    """The careers of one file of `data/`."""
    return [Entry(slug=slug, **facts) for slug, facts in body["careers"].items()]
