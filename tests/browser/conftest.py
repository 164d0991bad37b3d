"""One Chromium a session, one context a test. `tests/browser/__init__.py` says how to write a journey."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from tests.browser.looks import LOOKS, SMALL, Look
from tests.browser.visitors import Forms, Keyboard

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's sync API runs inside an event loop


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without one these tests are skipped (`bin/test` then says so)."""
    path = os.environ.get("FRONTDOOR_CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("browser journeys NOT RUN: install chromium")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [], handle_sigint=False
        )
        yield chromium
        chromium.close()


@pytest.fixture
def looking(browser: Browser, live_server: Any) -> Callable[[Look], Any]:
    """A maker of keyboard visitors, each closed at the end of its `with`."""

    @contextmanager
    def look_at(look: Look) -> Iterator[Keyboard]:
        context = browser.new_context(
            viewport={"width": look.width, "height": look.height},
            device_scale_factor=look.scale,
            reduced_motion="reduce",
            locale="en-GB",
        )
        context.set_default_timeout(15_000)
        if look.reading:
            context.add_cookies([{"name": "reading", "value": look.reading, "url": live_server.url}])
        try:
            yield Keyboard(context, live_server.url)
        finally:
            context.close()

    return look_at


# The live server answers in a thread of its own, so what a test writes must be committed.
IN_CHROMIUM = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WITHOUT_SCRIPT = pytest.param(None, id="no-script", marks=pytest.mark.django_db)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A journey is walked small and without script, and in each look where it says so (`every_look`).

    Every page type is looked at in every look by `test_pages`; a journey that is walked again shows that its steps work there.
    """
    if "visitor" in metafunc.fixturenames:
        looks = LOOKS if metafunc.definition.get_closest_marker("every_look") else [SMALL]
        seen = [pytest.param(look, id=f"keyboard-{look.name}", marks=IN_CHROMIUM) for look in looks]
        metafunc.parametrize("visitor", [*seen, WITHOUT_SCRIPT], indirect=True)


@pytest.fixture
def visitor(request: pytest.FixtureRequest) -> Iterator[Keyboard | Forms]:
    """The same journey by keyboard in the browser (each look), and without script."""
    if request.param is None:
        yield Forms(Client(enforce_csrf_checks=True))
        return
    with request.getfixturevalue("looking")(request.param) as keyboard:
        yield keyboard
        keyboard.assert_content()
