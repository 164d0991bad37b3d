"""Every page type pleases axe, fits the window and is quiet in the console, in every look."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.access.rows import FURNISHERS, gather
from tests.access.world import World, build
from tests.browser.looks import MORE, SMALL, WIDE, Look
from tests.browser.pages import PAGES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
# The contrast themes are quick to look at, so the furniture is seen in each of them every time.
LOOKS = [SMALL, *(look for look in MORE if WIDE or look.name in ("dark", "high", "yellow"))]


@pytest.fixture
def world() -> World:
    """The access table's world, for real: the browser asks another connection."""
    gather()  # registers what furnishes the world
    made = build()
    for furnish in FURNISHERS:
        furnish(made)
    return made


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_page_type_is_sound(world: World, looking: Callable[[Look], Any], look: Look) -> None:
    wrong = []
    for shown in PAGES:
        with looking(look) as visitor:
            if shown.role != "anonymous":
                visitor.sign_in(world.people[shown.role])
            visitor.open(shown.address(world), status=shown.status)
            wrong += [f"{shown.name}: {line}" for line in dict.fromkeys(visitor.complaints)]

    assert not wrong, "\n".join(wrong)
