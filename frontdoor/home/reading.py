"""The reader's own settings: what there is, and how they are kept in one small cookie.

The cookie holds chosen names with dots between them (`size-large.contrast-dark`); on the page each becomes the class
`read-size-large` on <html>, put there by the server, and by static/js/reading.js on a page that came out of a cache.
Pure functions: no Django.
"""

from dataclasses import dataclass

COOKIE = "reading"
KEEP_FOR_SECONDS = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Setting:
    """One question of the settings page; the first choice, without a class, is how pages come."""

    name: str
    question: str
    choices: tuple[tuple[str, str], ...]  # value, words


SETTINGS = (
    Setting(
        "size",
        "How big should the words be?",
        (("", "Usual"), ("large", "Large"), ("larger", "Larger"), ("largest", "Largest")),
    ),
    Setting(
        "space", "How much space between letters and words?", (("", "Usual"), ("wide", "More"), ("widest", "Most"))
    ),
    Setting("lines", "How much space between lines?", (("", "Usual"), ("wide", "More"))),
    Setting(
        "contrast",
        "Which colours are easiest for you?",
        (
            ("", "Usual: dark words on warm paper"),
            ("dark", "Dark: light words on a dark page"),
            ("high", "High contrast: black on white, with plain edges"),
            ("yellow", "Yellow on black"),
        ),
    ),
    Setting("listen", "Read pages aloud?", (("", "No"), ("on", "Yes, put a Listen button on each page"))),
)
KNOWN = {f"{setting.name}-{value}" for setting in SETTINGS for value, _ in setting.choices if value}


def chosen(cookie: str) -> dict[str, str]:
    """The choices in a cookie's value, by setting; what we do not know is left out, whoever wrote it."""
    names = [name for name in cookie.split(".") if name in KNOWN]
    return dict(name.split("-", 1) for name in names)


def cookie_value(choices: dict[str, str]) -> str:
    """Choices by setting as the cookie's value; empty when all are as pages come."""
    names = [f"{setting.name}-{choices.get(setting.name, '')}" for setting in SETTINGS]
    return ".".join(name for name in names if name in KNOWN)


def classes(cookie: str) -> str:
    """The classes of <html> for a cookie's value."""
    return " ".join(f"read-{name}-{value}" for name, value in chosen(cookie).items())
