"""National figures beside a return, each with its source and year."""

from dataclasses import dataclass

from benchmarks.models import Return


@dataclass(frozen=True)
class National:
    """The average number of benchmarks achieved in England."""

    year: str
    average: str
    institutions: str
    source: str
    broken: bool  # another wording of the benchmarks than this return's


def national_beside(_found: Return) -> list[National]:
    """The newest published average, and that of the return's own year when there is one."""
    return []  # until the published figures are loaded
