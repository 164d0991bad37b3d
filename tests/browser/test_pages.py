"""Every page type pleases axe, fits the window and is quiet in the console, in every look."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from tests.access.rows import FURNISHERS
from tests.access.world import World, build
from tests.browser.looks import LOOKS, THEMES, Look
from tests.browser.pages import PAGES, Shown

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def world() -> World:
    """The access table's world, for real: the browser asks another connection."""
    made = build()
    with transaction.atomic():  # some of it is made by actions that lock rows
        for furnish in FURNISHERS:
            furnish(made)
    return made


def sound(pages: list[Shown], world: World, looking: Callable[[Look], Any], look: Look) -> list[str]:
    """What is wrong with these pages, seen in this way. One visitor for each role: styles and scripts are fetched once."""
    wrong = []
    for role in dict.fromkeys(shown.role for shown in pages):
        with looking(look) as visitor:
            if role != "anonymous":
                visitor.sign_in(world.people[role])
            for shown in [page for page in pages if page.role == role]:
                visitor.complaints, visitor.expected_statuses = [], {200, 302}
                visitor.open(shown.address(world), status=shown.status)
                wrong += [f"{shown.name}: {line}" for line in dict.fromkeys(visitor.complaints)]
    return wrong


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_page_type_is_sound(world: World, looking: Callable[[Look], Any], look: Look) -> None:
    wrong = sound(PAGES, world, looking, look)

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_furniture_is_sound_in_each_contrast_theme(world: World, looking: Callable[[Look], Any], look: Look) -> None:
    wrong = sound([page for page in PAGES if page.name.startswith("home-")], world, looking, look)

    assert not wrong, "\n".join(wrong)
