"""Journeys through the furniture: feedback and reading settings."""

import pytest

from frontdoor.home.models import Feedback
from tests.browser.looks import SMALL, Look
from tests.browser.visitors import Keyboard
from tests.factories import UserFactory


def test_visitor_says_what_they_think_and_the_department_reads_it(visitor, dee):
    visitor.open("/for-students/")
    visitor.follow("Tell us what you think")
    visitor.press("Send")
    assert visitor.title.startswith("Error: ")
    assert visitor.errors == ["Write what you think, in a word or in many"]

    visitor.fill("What do you think of this service?", "I found my school.\nThank you")
    visitor.press("Send")
    assert visitor.heading == "Thank you"
    assert Feedback.objects.get().page == "for-<slug:slug>/"

    visitor.sign_in(dee)
    visitor.open("/feedback/list/")
    assert "I found my school." in visitor.text
    visitor.press("Mark all as read")
    assert "Marked as read." in visitor.text
    assert "Mark all as read" not in visitor.text


def test_visitor_makes_pages_easier_to_read(visitor):
    visitor.open("/")
    visitor.follow("Reading settings")
    visitor.choose("How big should the words be?", "Large")
    visitor.choose("Which colours are easiest for you?", "Dark: light words on a dark page")
    visitor.press("Save")
    assert "Every page now looks like this one" in visitor.text

    visitor.follow("Cookies")
    assert visitor.heading == "Cookies"
    visitor.press("Delete the cookie reading")
    visitor.follow("Reading settings")
    assert visitor.path == "/reading-settings/"


@pytest.mark.browser
def test_settings_are_worn_before_anything_is_drawn_and_nothing_moves(looking):
    with looking(Look("settings", 320, 700, reading="size-larger.contrast-dark")) as visitor:
        assert isinstance(visitor, Keyboard)
        # The page as a shared cache would hand it out: without the reader's classes.
        visitor.page.route(
            "**/help/",
            lambda route: route.fulfill(
                response=(answer := route.fetch()),
                body=answer.text().replace(" read-size-larger read-contrast-dark", ""),
            ),
        )
        visitor.page.add_init_script(
            "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e => window.moved += e.value))"
            ".observe({type: 'layout-shift', buffered: true})"
        )
        visitor.open("/help/")
        visitor.page.wait_for_timeout(300)

        assert visitor.page.evaluate("document.documentElement.className").endswith(
            "read-size-larger read-contrast-dark"
        )
        assert visitor.page.evaluate("window.moved") < 0.02
        visitor.assert_content()


@pytest.mark.browser
def test_listen_button_reads_the_page_with_the_devices_own_voice(looking):
    with looking(Look("listen", 320, 700, reading="listen-on")) as visitor:
        visitor.page.add_init_script(
            "window.said = []; speechSynthesis.speak = u => { window.said.push(u.text); setTimeout(() => u.onend(), 0) }"
        )
        visitor.open("/worried/")
        visitor._reach(visitor._named("button", "Listen to this page"))
        visitor.page.keyboard.press("Enter")
        visitor.wait_until("window.said.length > 5")

        said = visitor.page.evaluate("window.said")
        assert said[0] == "Worried or not safe?"
        assert "Call 999" in said
        visitor.assert_content()


@pytest.mark.browser
def test_page_without_its_scripts_still_pleases_axe(looking):
    with looking(SMALL) as visitor:
        visitor.page.route("**/*.js", lambda route: route.abort())
        visitor.open("/reading-settings/")

        assert [line for line in visitor.complaints if "axe" in line or "sideways" in line] == []


@pytest.mark.browser
def test_note_that_a_script_keeps_can_be_deleted(looking):
    with looking(SMALL) as visitor:
        visitor.open("/cookies/")
        assert "Delete" not in visitor.text

        visitor.sign_in(UserFactory())
        visitor.open("/cookies/")
        visitor.press("Delete the note frontdoor-seen")

        assert visitor.page.evaluate("localStorage.length") == 0
        assert visitor.page.evaluate("document.activeElement.innerText") == "Deleted"
        visitor.assert_content()
