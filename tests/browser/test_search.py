"""Journeys through the one search: by its button everywhere, by suggestions where script runs."""

import pytest

from frontdoor.careers.finding import index
from tests.browser.looks import SMALL
from tests.browser.visitors import Keyboard
from tests.careers.factories import CareerFactory


def careers():
    for title in ("Nurse", "Nursery worker", "Dental nurse", "Plumber"):
        CareerFactory(title=title, slug=title.lower().replace(" ", "-"))
    index.fill()


def test_visitor_types_a_job_in_their_own_words(visitor):
    careers()
    visitor.open("/search")
    visitor.fill("A job, a subject, something you like to do", "denstist nurse")
    visitor.press("Search")
    visitor.follow("Dental nurse")
    assert visitor.path == "/careers/dental-nurse/"


def test_visitor_in_distress_finds_people_first(visitor):
    visitor.open("/search?q=i+want+to+die")
    assert "Talk to someone now" in visitor.text
    assert "116 123" in visitor.text


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_suggestions_are_chosen_by_keyboard_and_told_to_a_screen_reader(looking):
    careers()
    with looking(SMALL) as visitor:
        assert isinstance(visitor, Keyboard)
        visitor.open("/search")
        box, keys = visitor.page.get_by_role("combobox"), visitor.page.keyboard
        visitor._reach(box)
        assert box.get_attribute("aria-expanded") == "false"

        keys.insert_text("nurs")
        visitor.wait_until("!document.getElementById('search-options').hidden")
        assert box.get_attribute("aria-expanded") == "true"
        assert visitor.page.get_by_role("status").inner_text().startswith("3 suggestions")
        visitor._look()

        keys.press("ArrowDown")
        first = visitor.page.get_by_role("option", selected=True)
        assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
        assert first.inner_text().startswith("Nurse")
        visitor._look()

        keys.press("Escape")
        assert box.get_attribute("aria-expanded") == "false"
        assert box.get_attribute("aria-activedescendant") is None
        assert box.input_value() == "nurs"  # the first Escape only closes the list

        keys.press("ArrowDown")
        keys.press("ArrowUp")  # from the box up to the last
        keys.press("ArrowDown")  # and down to the box again
        assert box.get_attribute("aria-activedescendant") is None
        keys.press("ArrowDown")
        keys.press("Enter")
        visitor.wait_until("window.location.pathname === '/careers/nurse/'")
        visitor.assert_content()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_enter_without_a_choice_searches_for_what_was_typed(looking):
    careers()
    with looking(SMALL) as visitor:
        assert isinstance(visitor, Keyboard)
        visitor.open("/search")
        visitor._reach(visitor.page.get_by_role("combobox"))
        visitor.page.keyboard.insert_text("plumb")
        visitor.wait_until("!document.getElementById('search-options').hidden")
        visitor.page.keyboard.press("Enter")
        visitor.wait_until("window.location.search === '?q=plumb'")
        visitor.assert_content()
