"""The frameworks that ship with the project: in place as soon as the tables are."""

from datetime import datetime

from benchmarks.frameworks.actions import import_version
from benchmarks.frameworks.files import FOLDER, read
from benchmarks.models import FrameworkVersion


def load_frameworks(*, now: datetime) -> int:
    """Publish each shipped framework of which there is no version yet, and return how many there were.

    A later change of a shipped file goes live only by `import_framework`: a release must not change the questions of a
    year that has begun.
    """
    loaded = 0
    for path in sorted(FOLDER.glob("*.yaml")):
        if not FrameworkVersion.objects.filter(slug=path.stem).exists():  # a file is named by its framework's slug
            import_version(data=read(path), source=path.name, publish=True, now=now)
            loaded += 1
    return loaded
