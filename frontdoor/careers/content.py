"""The files of `data/` that pages read as they are: words for checks, skills and categories. Read once a process."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


def read(path: Path) -> Any:
    """A YAML file's content, by the quick reader where it is there: PyYAML's own takes ten times as long."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


@cache
def categories() -> dict[str, str]:
    """The 25 job categories: slug to title."""
    return read(DATA / "categories.yaml")["categories"]


@cache
def icons() -> dict[str, str]:
    """Each category's picture, an icon's name."""
    return read(DATA / "categories.yaml")["icons"]


@cache
def skills() -> dict[str, str]:
    """Our plain words for each skill, by O*NET's name."""
    return read(DATA / "skills.yaml")["skills"]


@cache
def checks() -> dict[str, dict[str, str]]:
    """Words and link for each kind of check."""
    return read(DATA / "checks.yaml")["checks"]


@cache
def synonyms() -> list[list[str]]:
    """Groups of words and short phrases that mean the same to somebody who looks for a job."""
    return read(DATA / "synonyms.yaml")["same"]


@cache
def wishes() -> list[dict[str, Any]]:
    """What people say (`says`), and the careers that fit it, the best first (`careers`): all of `everyday/`."""
    return [row for path in sorted((DATA / "everyday").glob("*.yaml")) for row in read(path)["wishes"]]
