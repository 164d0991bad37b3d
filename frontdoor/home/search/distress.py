"""Whether somebody who searches may need a person now. The words stand in `words/distress.yaml`, reviewed by people."""

from functools import cache

from frontdoor.ground.words import clean
from frontdoor.home import content


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(f" {clean(phrase)} " for phrase in content.read("distress")["phrases"])


@cache
def _run_together() -> tuple[str, ...]:
    return tuple(clean(phrase).replace(" ", "") for phrase in content.read("distress")["anywhere"])


def is_distress(text: str) -> bool:
    """Whether the text holds a phrase of the list, as whole words; a few also run together or inside a word."""
    said = clean(text)
    return any(phrase in f" {said} " for phrase in _phrases()) or any(
        phrase in said.replace(" ", "") for phrase in _run_together()
    )
