"""Two people save the same page: which answers can be written, and which must be chosen between.

Pure: plain data in and out. Each page remembers what it showed; a save compares three values of every answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Key = str


@dataclass(frozen=True)
class Merged:
    """`write`: answers to store (None clears one). `clashes`: answers that somebody else changed differently meanwhile."""

    write: dict[Key, Any]
    clashes: tuple[Key, ...]


def merge(*, shown: Mapping[Key, Any], mine: Mapping[Key, Any], stored: Mapping[Key, Any]) -> Merged:
    """Compare what the page showed, what this person sends, and what is stored by now.

    Unchanged by me, or the same as stored: nothing to do. Unchanged by others: mine is written. Otherwise a clash, and
    what is stored stays until somebody chooses. A missing key and None both mean "not answered".
    """
    write: dict[Key, Any] = {}
    clashes: list[Key] = []
    for key, value in mine.items():
        if value in (shown.get(key), stored.get(key)):
            continue
        if stored.get(key) == shown.get(key):
            write[key] = value
        else:
            clashes.append(key)
    return Merged(write, tuple(clashes))
