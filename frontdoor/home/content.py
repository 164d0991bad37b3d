"""The words of the help pages that are rows: kept in readable files in `words/`, read once."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent / "words"


@cache
def read(name: str) -> dict[str, Any]:
    """A file of `words/` by its name without ending."""
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def door(slug: str) -> dict[str, Any] | None:
    """One audience's page, with the services that help it today in place of their names; None when there is none."""
    content = read("doors")
    found = next((row for row in content["doors"] if row["slug"] == slug and "title" in row), None)
    if found is None:
        return None
    return found | {"elsewhere": [content["elsewhere"][name] for name in found["elsewhere"]]}


def doors() -> list[dict[str, Any]]:
    """All doors in their order, each with its address."""
    return [row | {"href": row.get("href", f"/for-{row['slug']}/")} for row in read("doors")["doors"]]
