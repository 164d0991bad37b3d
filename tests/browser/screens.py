"""Photographs every page type at 320, 768 and 1280 px into build/screens/: `bin/test --screens`. Not a test."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.looks import Look
from tests.browser.pages import PAGES, Shown
from tests.browser.test_pages import world  # noqa: F401 a fixture

FOLDER = Path(__file__).resolve().parents[2] / "build" / "screens"
WIDTHS = [320, 768, 1280]


@pytest.mark.django_db(transaction=True)
def test_photograph_every_page_type(world: Any, looking: Any) -> None:  # noqa: F811
    FOLDER.mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        for shown in PAGES:
            photograph(shown, width, world, looking)


def photograph(shown: Shown, width: int, world: Any, looking: Any) -> None:  # noqa: F811
    """One page at one width, whole."""
    with looking(Look(str(width), width, 900)) as visitor:
        if shown.role != "anonymous":
            visitor.sign_in(world.people[shown.role])
        visitor.page.goto(visitor.base + shown.address(world))
        visitor.page.evaluate("document.fonts.ready.then(() => 1)")
        visitor.page.screenshot(path=FOLDER / f"{shown.name}-{width}.png", full_page=True)
