"""The words of the help pages that are rows: kept in readable files in `words/`, read once."""

from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from frontdoor.careers.advisers.queries import adult_service
from frontdoor.record.care.queries import helplines
from frontdoor.record.models import Helpline

FOLDER = Path(__file__).resolve().parent / "words"


@cache
def read(name: str) -> dict[str, Any]:
    """A file of `words/` by its name without ending."""
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


# A card has the colour of its place, so that a new row needs none.
COLOURS = ["rose", "sand", "mint", "sky", "lilac", "stone"]


def calls() -> dict[str, Any]:
    """Whom somebody turns to who is not safe, in order, and the day since which all the numbers have been checked."""
    lines = helplines()
    rows = [_call(line) for line in lines] + read("calls")["calls"]
    rows = sorted(rows, key=lambda row: row["place"])
    reviewed = min(line.reviewed for line in lines)
    return {"reviewed": reviewed, "calls": [row | {"colour": colour} for row, colour in zip(rows, cycle(COLOURS))]}


def _call(line: Helpline) -> dict[str, Any]:
    return {
        "title": line.situation,
        "way": line.way,
        "tel": line.tel,
        "text": f"{line.hours}. {line.text}" if line.hours else line.text,
        "href": line.website,
        "link": line.link or f"{line.name}: website",
        "place": line.place,
    }


def door(slug: str) -> dict[str, Any] | None:
    """One audience's page, with the services that help it today in place of their names; None when there is none."""
    content = read("doors")
    found = next((row for row in content["doors"] if row["slug"] == slug and "title" in row), None)
    if found is None:
        return None
    return found | {"elsewhere": [_service(name, content["elsewhere"]) for name in found["elsewhere"]]}


def _service(name: str, known: dict[str, Any]) -> dict[str, Any]:
    """Somebody else who helps: of the file, but for the adult service, which is a row of its own."""
    if name != "adult-service":
        return known[name]
    service = adult_service()
    return {"name": service.name, "text": service.text, "phone": service.phone, "href": service.website}


def doors() -> list[dict[str, Any]]:
    """All doors in their order, each with its address."""
    return [row | {"href": row.get("href", f"/for-{row['slug']}/")} for row in read("doors")["doors"]]
