"""The frameworks that ship with the project: in place as soon as the tables are."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.frameworks.actions import import_version
from benchmarks.frameworks.parse import read_yaml
from benchmarks.models import FrameworkVersion

FOLDER = Path(__file__).parent


def load_frameworks(*, now: datetime) -> int:
    """Publish each shipped framework of which there is no version yet, and return how many there were.

    A later change of a shipped file goes live only by `import_framework`: a release must not change the questions of a
    year that has begun.
    """
    loaded = 0
    for path in sorted(FOLDER.glob("*.yaml")):
        if not FrameworkVersion.objects.filter(slug=path.stem).exists():  # a file is named by its framework's slug
            import_version(data=_read(path), source=path.name, publish=True, now=now)
            loaded += 1
    return loaded


@cache
def _read(path: Path) -> Any:
    """Half a second of YAML, once a process: tests that flush the database load the files many times."""
    return read_yaml(path.read_text(encoding="utf-8"))
