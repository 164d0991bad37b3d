"""What axe-core says of a page, in lines that a person can act on."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What axe fetches beforehand is what a rule of ours needs: the length of sounds, but not every style sheet again.
RUN = """runOnly => axe.run({runOnly, resultTypes: ['violations'], preload: {assets: ['media']}})
    .then(result => result.violations)"""


def is_known(rule: str, html: str) -> bool:
    """What GOV.UK's components do on purpose: a radio or tick box that shows more says so by `aria-expanded`."""
    return rule == "aria-allowed-attr" and ("govuk-radios__input" in html or "govuk-checkboxes__input" in html)


@cache
def source() -> str:
    """The script, from the packages of package.json."""
    return SOURCE.read_text()


def problems(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Each violation with its rule, what it asks, and the first elements concerned; of some rules only where named."""
    if not page.evaluate("'axe' in window"):  # to bring it takes as long as to run it
        page.evaluate(source())
    wanted = {"type": "rule", "values": [*rules]} if rules else {"type": "tag", "values": TAGS}
    found = page.evaluate(RUN, wanted)
    return [
        f"axe {rule['id']}: {rule['help']}: {node['html'][:160]} ({node['failureSummary'].splitlines()[-1].strip()})"
        for rule in found
        for node in rule["nodes"][:4]
        if not is_known(rule["id"], node["html"])
    ]
