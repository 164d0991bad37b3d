"""Every page template compiles, has no inline style or script, asks no other host, and names only icons that exist."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

FOLDER = Path(settings.BASE_DIR) / "templates"
OF_DJANGO = FOLDER / "django"
PAGES = sorted(path for path in FOLDER.rglob("*.html") if OF_DJANGO not in path.parents)
ALL = sorted(FOLDER.rglob("*.html"))
ICONS = set(json.loads((Path(settings.BASE_DIR) / "static" / "icons.json").read_text()))


def name(path):
    return str(path.relative_to(FOLDER))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_page_compiles(path):
    engines["jinja2"].get_template(name(path))


# A letter is no page: mail programs know no style sheets.
@pytest.mark.parametrize("path", [path for path in ALL if path.parent.name != "letters"], ids=name)
def test_page_is_allowed_by_the_content_security_policy(path):
    text = path.read_text()

    assert not re.search(r"\sstyle\s*=", text), "inline style"
    assert "<style" not in text
    # A block of data for search engines is never run.
    assert not re.search(r"<script(?![^>]*(\ssrc=|application/ld\+json))", text), "inline script"
    assert not re.search(r"\s(hx-on|on[a-z]+)[:\w-]*\s*=\s*[\"']", text), "inline handler"
    assert not re.search(r"<(script|img|link|iframe)[^>]*(src|href)=[\"'](https?:)?//", text), "asks another host"


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_component_gets_its_parameters(path):
    """A macro of the library that gets none breaks the page when it is shown, not when it compiles."""
    assert "govuk" not in "".join(re.findall(r"\bgovuk\w+\(\)", path.read_text()))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_tags_are_not_joined_with_text(path):
    """`~` escapes nothing, or tags too where a part is escaped already. `components/hidden.html` says how, or {% set %}."""
    joined = re.compile(r"<[a-z/][^'{}]*'\s*~|~\s*'[^'{}]*<[a-z/]")
    assert [line for line in path.read_text().splitlines() if joined.search(line)] == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_icons_are_in_the_sprite(path):
    words = set(re.findall(r"icon\('([a-z0-9-]+)'", path.read_text()))

    assert words <= ICONS, f"add to static/icons.json: {words - ICONS}"


def test_doors_name_icons_that_are_in_the_sprite():
    words = (Path(settings.BASE_DIR) / "frontdoor" / "home" / "words" / "doors.yaml").read_text()

    assert set(re.findall(r"icon: ([a-z0-9-]+)", words)) <= ICONS
