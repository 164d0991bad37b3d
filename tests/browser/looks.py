"""How a page is looked at: width, zoom, the reader's own settings."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """One way to look; `reading` is the value of the reading-settings cookie."""

    name: str
    width: int = 320
    height: int = 700
    scale: int = 1
    reading: str = ""


SMALL = Look("320")
# A contrast theme is another set of colours and nothing else, so each page that is looked at small is looked at again in
# each theme, for its contrast alone (`Keyboard._look`), in place of a visit of its own.
THEMES = [Look(name, reading=f"contrast-{name}") for name in ("dark", "high", "yellow")]
MORE = [
    Look("1280", 1280, 900),
    Look("zoom", 320, 256, scale=4),  # a window of 1280 x 1024 at 400%
    Look("large", 360, reading="size-largest.space-widest.lines-wide"),
]
WIDE = os.environ.get("FRONTDOOR_WIDE") == "1"
LOOKS = [SMALL, *MORE] if WIDE else [SMALL]
