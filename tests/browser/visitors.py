"""Two kinds of visitor with the same powers: `Keyboard` in Chromium with script, `Forms` without script or style.

Both know pages by what a person reads: the words of a link, a label, a legend, a button.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Locator, Page

from frontdoor.home import reading
from frontdoor.people.models import User
from tests.browser.axe import problems
from tests.browser.looks import SMALL, THEMES, WIDE, Look
from tests.helpers import sign_in

MAX_TABS = 250


class Keyboard:
    """Chromium, by keyboard only. Every page that is reached must please axe and fit the window."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.page: Page = context.new_page()
        self.context = context
        self.base = base
        self.complaints: list[str] = []
        self.expected_statuses = {200, 302}
        self.window = context.new_cdp_session(self.page)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._response)
        self.seen = ""

    def _said(self, said: ConsoleMessage) -> None:
        if said.type != "verbose":  # the browser's own advice to developers
            self.complaints.append(f"console {said.type}: {said.text}")

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # a suggestion still on its way when the page is left
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Any) -> None:
        if urlsplit(response.url).netloc != urlsplit(self.base).netloc:
            self.complaints.append(f"asked another host: {response.url}")
        if response.status >= 400 and response.status not in self.expected_statuses:
            self.complaints.append(f"{response.status}: {response.url}")

    # --- going ---------------------------------------------------------------------------------------------------
    def sign_in(self, user: User) -> None:
        """Begin as this person."""
        client = sign_in(Client(), user)
        value = client.cookies["session"].value
        self.context.add_cookies([{"name": "session", "value": value, "url": self.base}])

    def open(self, path: str, *, status: int = 200) -> None:
        """Go to an address; a status of 400 or more must be named."""
        self.expected_statuses.add(status)
        answer = self.page.goto(urljoin(self.base, path))
        assert answer is not None
        assert answer.status == status, f"{path} answered {answer.status}"
        if status >= 400:  # the browser says so in the console, as it should
            self.complaints = [line for line in self.complaints if "Failed to load resource" not in line]
        self._look()

    def follow(self, words: str) -> None:
        """Follow the link with these words."""
        link = self._named("link", words)
        self._reach(link)
        self._go(leaves=not (link.get_attribute("href") or "").startswith("#"))

    def press(self, words: str) -> None:
        """Press the button with these words."""
        button = self._named("button", words)
        self._reach(button)
        self._go(leaves=button.get_attribute("type") != "button")

    def download(self, words: str) -> bytes:
        """Press the button with these words, which gives a file; what is in it."""
        self._reach(self._named("button", words))
        with self.page.expect_download() as waiting:
            self.page.keyboard.press("Enter")
        return Path(waiting.value.path()).read_bytes()

    def _go(self, *, leaves: bool) -> None:
        self.page.evaluate("window.stillHere = true")
        self.page.keyboard.press("Enter")
        if leaves:
            self.wait_until("!window.stillHere")
        self.page.wait_for_load_state("load")
        self._look()

    def wait_until(self, expression: str) -> None:
        """Until the expression is true on the page. (Playwright's own way to wait needs `eval`, which our policy forbids.)"""
        for _ in range(200):
            with suppress(Error):  # the page is being left
                if self.page.evaluate(expression):
                    return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{expression} did not come true on {self.path}")

    # --- filling in ----------------------------------------------------------------------------------------------
    def fill(self, label: str, text: str) -> None:
        """Type into the box with this label, in place of what stood there."""
        box = self.page.get_by_label(label, exact=True).first
        self._reach(box)
        if box.evaluate("e => e.tagName") == "SELECT":
            box.select_option(label=text)
            return
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)

    def fill_date(self, legend: str, day: str, month: str, year: str) -> None:
        """Type a date into the three boxes under this legend."""
        group = self.page.get_by_role("group", name=legend)
        for label, text in (("Day", day), ("Month", month), ("Year", year)):
            self._reach(group.get_by_label(label, exact=True))
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(text)

    def choose(self, legend: str, words: str) -> None:
        """Choose one radio of a question."""
        group = self.page.get_by_role("group", name=legend).first
        wanted = group.get_by_role("radio", name=words, exact=True).first
        one_of = f"input[type=radio][name='{wanted.get_attribute('name')}']"  # another question may open under a radio
        radios = group.locator(one_of)
        start = group.locator(f"{one_of}:checked")
        self._reach(start.first if start.count() else radios.first)
        for _ in range(radios.count()):
            if wanted.evaluate("e => e === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        if not wanted.is_checked():
            self.page.keyboard.press("Space")
        assert wanted.is_checked(), f"{words!r} could not be chosen by keyboard"

    def tick(self, words: str) -> None:
        """Tick a box (or leave it ticked)."""
        box = self.page.get_by_role("checkbox", name=words, exact=True).first
        if not box.is_checked():
            self._reach(box)
            self.page.keyboard.press("Space")

    def untick(self, words: str) -> None:
        """Take the tick out of a box."""
        box = self.page.get_by_role("checkbox", name=words, exact=True).first
        self._reach(box)
        self.page.keyboard.press("Space")
        assert not box.is_checked()

    def upload(self, label: str, name: str, content: bytes) -> None:
        """Choose a file of this name and content."""
        box = self.page.locator("input[type=file]").first
        box.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})

    # --- reading -------------------------------------------------------------------------------------------------
    @property
    def path(self) -> str:
        """The address without host and query."""
        return urlsplit(self.page.url).path

    @property
    def heading(self) -> str:
        """The words of the page's h1."""
        return " ".join(self.page.locator("h1").inner_text().split())

    @property
    def title(self) -> str:
        return self.page.title()

    @property
    def text(self) -> str:
        """All words of the page's main part."""
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary."""
        return [" ".join(line.split()) for line in self.page.locator(".govuk-error-summary__list li").all_inner_texts()]

    def value(self, label: str) -> str:
        """What stands in a box."""
        return self.page.get_by_label(label, exact=True).first.input_value()

    # --- how -----------------------------------------------------------------------------------------------------
    def _named(self, role: Any, words: str) -> Locator:
        found = self.page.get_by_role(role, name=words, exact=True)
        if not found.count():
            found = self.page.get_by_role(role, name=re.compile(re.escape(words)))
        if not found.count() and role == "link":  # a link that looks like a button calls itself one
            found = self.page.locator("a[role=button]").filter(has_text=words)
        assert found.count(), f"No {role} says {words!r} on {self.path}: {self.text[:600]}"
        return found.first

    def _reach(self, wanted: Locator) -> None:
        """Press Tab until the control has the focus; it must then be on the screen."""
        is_there = "e => e === document.activeElement"
        for _ in range(MAX_TABS):
            if wanted.evaluate(is_there):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{wanted} cannot be reached by Tab on {self.path}")

    def _look(self) -> None:
        body = self.page.content()
        if body == self.seen:
            return
        self.seen = body
        self._judge(self.path)
        if WIDE and self.page.viewport_size == {"width": SMALL.width, "height": SMALL.height}:
            self._look_in_each_theme()
        if self.page.locator("h1").count() != 1:
            self.complaints.append(f"{self.path}: has {self.page.locator('h1').count()} h1, not one")

    def _judge(self, where: str) -> None:
        self.complaints += [f"{where}: {line}" for line in problems(self.page)]
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            self.complaints.append(f"{where}: scrolls sideways by {wide} px")

    def _look_in_each_theme(self) -> None:
        own = self.page.evaluate("document.documentElement.className")
        for theme in THEMES:
            self._wear(own, theme)
            found = problems(self.page, rules=["color-contrast"])
            self.complaints += [f"{self.path} ({theme.name}): {line}" for line in found]
        self._wear(own, SMALL)

    def look_again(self, looks: Sequence[Look]) -> None:
        """The page that was opened small, in further looks: its window changes, the reader's settings are switched."""
        own = self.page.evaluate("document.documentElement.className")
        for look in looks:
            self._size(look)
            self._wear(own, look)
            self._judge(f"{self.path} ({look.name})")
        self._size(SMALL)
        self._wear(own, SMALL)

    def _wear(self, own: str, look: Look) -> None:
        self.page.evaluate(
            "name => { document.documentElement.className = name }", f"{own} {reading.classes(look.reading)}".strip()
        )

    def _size(self, look: Look) -> None:
        """The window as a zoomed one is, too: its pixels are larger. What listens to the window has two frames to act."""
        size = {"width": look.width, "height": look.height, "deviceScaleFactor": look.scale, "mobile": False}
        self.window.send("Emulation.setDeviceMetricsOverride", size)
        self.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        seen = self.page.evaluate("[innerWidth, innerHeight, devicePixelRatio]")
        assert seen == [look.width, look.height, look.scale], f"{look} shows as {seen}"

    def assert_content(self) -> None:
        """Fail with every complaint there is."""
        assert not self.complaints, "\n".join(dict.fromkeys(self.complaints))


class Forms:
    """A client that reads HTML, follows links and sends forms as they stand: no script, no style."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.url = "/"
        self.answer: Any = None
        self.tree: Any = None

    def sign_in(self, user: User) -> None:
        """Begin as this person."""
        sign_in(self.client, user)

    def open(self, path: str, *, status: int = 200) -> None:
        """Go to an address."""
        self._arrive(self.client.get(path, follow=True), path, status)

    def follow(self, words: str) -> None:
        """Follow the link with these words."""
        link = self._one("//a[@href]", words)
        self.open(urljoin(self.url, link.get("href")))

    def press(self, words: str) -> None:
        """Press the button with these words: its form is sent with everything that stands in it."""
        target, answer = self._send(words)
        self._arrive(answer, target, 200)

    def download(self, words: str) -> bytes:
        """Press the button with these words, which gives a file; what is in it."""
        _target, answer = self._send(words)
        assert answer["Content-Disposition"].startswith("attachment")
        return b"".join(answer.streaming_content) if answer.streaming else answer.content

    def _send(self, words: str) -> tuple[str, Any]:
        button = self._one("//button", words)
        form = next(button.iterancestors("form"), None)
        if form is None:
            raise AssertionError(f"The button {words!r} belongs to no form")
        data = self._answers(form)
        if button.get("name"):
            data.setdefault(button.get("name"), []).append(button.get("value") or "")
        target = urljoin(self.url, button.get("formaction") or form.get("action") or self.url)
        if (form.get("method") or "get").lower() == "get":
            return target, self.client.get(urlsplit(target).path, data, follow=True)
        return target, self.client.post(target, data, follow=True)

    def _answers(self, form: Any) -> dict[str, list[Any]]:
        data: dict[str, list[Any]] = {}
        files = getattr(form, "files_chosen", {})
        for box in form.iter("input", "textarea", "select"):
            name, kind = box.get("name"), (box.get("type") or "").lower()
            if not name or box.get("disabled") is not None or kind in ("submit", "button"):
                continue
            if kind in ("radio", "checkbox") and box.get("checked") is None:
                continue
            if kind == "file":
                chosen = self.files.get(name) or files.get(name)
                data.setdefault(name, []).extend([chosen] if chosen else [])
            elif box.tag == "select":
                chosen_options = [o for o in box.iter("option") if o.get("selected") is not None]
                options = chosen_options or list(box.iter("option"))[: 0 if box.get("multiple") is not None else 1]
                data.setdefault(name, []).extend(o.get("value", o.text or "") for o in options)
            else:
                data.setdefault(name, []).append((box.text or "") if box.tag == "textarea" else box.get("value", ""))
        return data

    # --- filling in ----------------------------------------------------------------------------------------------
    def fill(self, label: str, text: str) -> None:
        """Type into the box with this label."""
        box = self._box(label)
        if box.tag == "textarea":
            box.text = text
        elif box.tag == "select":
            for option in box.iter("option"):
                option.attrib.pop("selected", None)
                if _words(option) == text:
                    option.set("selected", "")
        else:
            box.set("value", text)

    def fill_date(self, legend: str, day: str, month: str, year: str) -> None:
        """Type a date into the three boxes under this legend."""
        group = self._group(legend)
        for label, text in (("Day", day), ("Month", month), ("Year", year)):
            self._box(label, inside=group).set("value", text)

    def choose(self, legend: str, words: str) -> None:
        """Choose one radio of a question."""
        group = self._group(legend)
        wanted = self._box(words, inside=group)
        for radio in self.tree.xpath("//input[@type='radio']"):
            if radio.get("name") == wanted.get("name"):
                radio.attrib.pop("checked", None)
        wanted.set("checked", "")

    def tick(self, words: str) -> None:
        """Tick a box."""
        self._box(words).set("checked", "")

    def untick(self, words: str) -> None:
        """Take the tick out of a box."""
        del self._box(words).attrib["checked"]

    def upload(self, label: str, name: str, content: bytes) -> None:
        """Choose a file of this name and content."""
        self.files[self._box(label).get("name")] = SimpleUploadedFile(name, content, "text/csv")

    # --- reading -------------------------------------------------------------------------------------------------
    @property
    def path(self) -> str:
        """The address without query."""
        return urlsplit(self.url).path

    @property
    def heading(self) -> str:
        """The words of the page's h1."""
        (heading,) = self.tree.xpath("//h1")
        return _words(heading)

    @property
    def title(self) -> str:
        return _words(self.tree.xpath("//title")[0])

    @property
    def text(self) -> str:
        """All words of the page's main part."""
        return _words(self.tree.xpath("//main")[0])

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary."""
        return [_words(line) for line in self.tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]/li")]

    def value(self, label: str) -> str:
        """What stands in a box."""
        box = self._box(label)
        return str((box.text or "") if box.tag == "textarea" else box.get("value", ""))

    # --- how -----------------------------------------------------------------------------------------------------
    def _arrive(self, answer: Any, path: str, status: int) -> None:
        hops = getattr(answer, "redirect_chain", [])
        self.url = urljoin(path, hops[-1][0]) if hops else path
        self.answer = answer
        assert answer.status_code == status, f"{self.url} answered {answer.status_code}"
        self.tree = html.document_fromstring(answer.content)
        self.files: dict[str, Any] = {}

    def _one(self, path: str, words: str) -> Any:
        found = self.tree.xpath(path)
        said = [e for e in found if words in (_words(e), e.get("aria-label"))] or [
            e for e in found if words in _words(e)
        ]
        assert said, f"Nothing says {words!r} on {self.path}: {[_words(e) for e in found]}"
        return said[0]

    def _group(self, legend: str) -> Any:
        return next(self._one("//fieldset/legend", legend).iterancestors("fieldset"))

    def _box(self, label: str, *, inside: Any = None) -> Any:
        root = self.tree if inside is None else inside
        labels = [e for e in root.iter("label") if _words(e) == label]
        assert labels, f"No label says {label!r} on {self.path}: {[_words(e) for e in root.iter('label')]}"
        return self.tree.get_element_by_id(labels[0].get("for"))

    def assert_content(self) -> None:
        """Has nothing to complain about: refusals are raised at once."""


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())
