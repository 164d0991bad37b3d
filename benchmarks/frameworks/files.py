"""The framework files that ship with the project, as plain data and as frameworks. Pure: no Django."""

from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.frameworks.parse import framework, read_yaml
from benchmarks.frameworks.shape import Framework

FOLDER = Path(__file__).parent


@cache
def read(path: Path) -> Any:
    """Half a second of YAML, once a process: tests that flush the database load the files many times."""
    return read_yaml(path.read_text(encoding="utf-8"))


@cache
def shipped(slug: str) -> Framework | None:
    """The framework that ships under this name; None where there is none. A file is named by its framework's slug."""
    found = next((path for path in FOLDER.glob("*.yaml") if path.stem == slug), None)
    return framework(read(found)) if found else None
