"""What only a browser can show of accounts: the warning before a personal account is signed out."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from frontdoor.people.middleware import SEEN
from tests.browser.looks import LOOKS
from tests.factories import UserFactory


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_warning_keeps_somebody_signed_in_with_one_press(looking, transactional_db):
    with looking(LOOKS[0]) as visitor:
        visitor.sign_in(UserFactory(email="sam@people.example"))
        visitor.page.clock.install()
        visitor.open("/to-do/")
        dialog = visitor.page.locator("dialog#idle")
        assert not dialog.is_visible()

        visitor.page.clock.fast_forward(28 * 60 * 1000 + 6000)
        dialog.wait_for(state="visible")
        visitor.page.keyboard.press("Enter")  # the dialog's one button has the focus
        dialog.wait_for(state="hidden")

        visitor.page.clock.fast_forward(20 * 60 * 1000)
        assert not dialog.is_visible()
        visitor.assert_content()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_the_press_the_page_goes_to_sign_in(looking, transactional_db):
    with looking(LOOKS[0]) as visitor:
        visitor.sign_in(UserFactory(email="sam@people.example"))
        visitor.page.clock.install()
        visitor.open("/to-do/")

        session = SessionStore(Session.objects.get().session_key)
        session[SEEN] -= 31 * 60  # the server's clock goes as the browser's
        session.save()
        visitor.page.clock.fast_forward(31 * 60 * 1000)
        visitor.page.wait_for_url("**/account/login/**")

        assert "nothing happened for 30 minutes" in visitor.text
