"""The frameworks that ship with the project: in place as soon as the tables are."""

from datetime import datetime
from pathlib import Path

from benchmarks.frameworks.actions import import_version
from benchmarks.frameworks.parse import framework, read_yaml
from benchmarks.models import FrameworkVersion

FOLDER = Path(__file__).parent


def load_frameworks(*, now: datetime) -> int:
    """Publish each shipped framework of which there is no version yet, and return how many there were.

    A later change of a shipped file goes live only by `import_framework`: a release must not change the questions of a
    year that has begun.
    """
    loaded = 0
    for path in sorted(FOLDER.glob("*.yaml")):
        data = read_yaml(path.read_text(encoding="utf-8"))
        if not FrameworkVersion.objects.filter(slug=framework(data).slug).exists():
            import_version(data=data, source=path.name, publish=True, now=now)
            loaded += 1
    return loaded
