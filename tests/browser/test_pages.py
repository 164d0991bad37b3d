"""Every page type pleases axe, fits the window and is quiet in the console, in every look.

A page is opened once and then looked at again in the other looks: its window changes, the reader's settings are switched.
The server's answer is the same but for the class of <html>, which has a test of its own below.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from frontdoor.home import reading
from tests.access.rows import FURNISHERS
from tests.access.world import World, build
from tests.browser.looks import LOOKS, SMALL, THEMES, Look
from tests.browser.pages import PAGES, Shown
from tests.browser.visitors import Keyboard

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
MANY = ["anonymous", "leader", "student"]  # the roles with so many pages that their tests are worth spreading
TELLS_SETTINGS = ("home-reading-settings", "home-cookies")  # their words differ with the settings: opened in each look
ONCE = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|value="[0-9a-f]{32}"')


@pytest.fixture
def world() -> World:
    """The access table's world, for real: the browser asks another connection."""
    made = build()
    with transaction.atomic():  # some of it is made by actions that lock rows
        for furnish in FURNISHERS:
            furnish(made)
    return made


def further(shown: Shown) -> list[Look]:
    """The looks beside the first; what stands around every page is looked at whole in each contrast theme too."""
    return [*LOOKS[1:], *(THEMES if shown.name.startswith("home-") else [])]


def wrong(visitor: Keyboard, shown: Shown, world: World, looks: list[Look]) -> list[str]:
    """What is wrong with this page."""
    visitor.complaints, visitor.expected_statuses = [], {200, 302}
    visitor.open(shown.address(world), status=shown.status)
    if looks:
        visitor.look_again(looks)
    return [f"{shown.name}: {line}" for line in dict.fromkeys(visitor.complaints)]


@pytest.mark.parametrize("who", [*MANY, "others"])
def test_every_page_type_is_sound(world: World, looking: Callable[[Look], Any], who: str) -> None:
    """One visitor for each role: styles and scripts are fetched once."""
    pages = [page for page in PAGES if page.role == who or (who == "others" and page.role not in MANY)]
    found = []
    for role in dict.fromkeys(shown.role for shown in pages):
        with looking(SMALL) as visitor:
            if role != "anonymous":
                visitor.sign_in(world.people[role])
            for shown in [page for page in pages if page.role == role]:
                found += wrong(visitor, shown, world, [] if shown.name in TELLS_SETTINGS else further(shown))

    assert not found, "\n".join(found)


@pytest.mark.parametrize("look", [*LOOKS[1:], *THEMES], ids=lambda look: look.name)
def test_pages_that_tell_the_settings_are_sound(world: World, looking: Callable[[Look], Any], look: Look) -> None:
    with looking(look) as visitor:
        found = [line for page in PAGES if page.name in TELLS_SETTINGS for line in wrong(visitor, page, world, [])]

    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", ["anonymous", "others"])
def test_settings_change_nothing_but_the_class_of_html(world: World, who: str) -> None:
    """All settings at once, as a page is told of them."""
    kept = "size-largest.space-widest.lines-wide.contrast-dark"
    differs = []
    for shown in [page for page in PAGES if (page.role == "anonymous") == (who == "anonymous")]:
        client = world.client(shown.role)
        usual = ONCE.sub(b"", client.get(shown.address(world)).content)
        client.cookies[reading.COOKIE] = kept
        own = ONCE.sub(b"", client.get(shown.address(world)).content)
        worn = f" {reading.classes(kept)}".encode()
        if (worn not in own or own.replace(worn, b"") != usual) and shown.name not in TELLS_SETTINGS:
            differs.append(shown.name)

    assert not differs, differs
