"""When a figure is shown. Plain numbers in, words out."""

from dataclasses import dataclass

FEWEST = 10  # fewer than this many people's visits say little, and are not shown at all
TOO_FEW = "Too few to show"


@dataclass(frozen=True)
class Share:
    """So many of so many. `percent` is rounded down, and None where too few began."""

    percent: int | None
    text: str


def share(part: int, whole: int) -> Share:
    """`part` of `whole`, in words; nothing of either number where `whole` is small.

    The part is never more than the whole: a step may be counted on the day after the one that it began on.
    """
    if whole < FEWEST:
        return Share(None, TOO_FEW)
    part = min(part, whole)
    percent = 100 * part // whole
    return Share(percent, f"{percent}% ({part:,} of {whole:,})")
