"""What stands on every page: navigation, footer, feedback link, the reader's settings. A context processor.

Nothing here asks who the person is: pages for everyone are one body, and an error page must not need the database.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest

from frontdoor.ground.addresses import is_there
from frontdoor.home import reading
from frontdoor.oversight.performance.kinds import kind_of

# Every place that the navigation knows, in its order. A room that does not answer yet is not linked.
NAVIGATION = [
    ("Careers", "/careers/"),
    ("Choices", "/choices/"),
    ("Work experience", "/work-experience/"),
    ("Talk to an adviser", "/guidance/"),
    ("What to expect", "/what-to-expect/"),
    ("Find a school", "/schools/"),
    ("For schools", "/for-schools/"),
]
FOOTER = [
    ("My record", "/record/"),
    ("Saved things", "/saved/"),
    ("Help and contact", "/help/"),
    ("Reading settings", "/reading-settings/"),
    ("Accessibility", "/accessibility/"),
    ("Privacy", "/privacy/"),
    ("Cookies", "/cookies/"),
    ("Terms and sources", "/terms/"),
    ("Open statistics", "/statistics/"),
    ("How we are doing", "/performance/"),
    ("Mailbox of the demo", "/mailbox/"),
]
SAFE = ("Worried or not safe?", "/worried/")
TODO = ("To do", "/to-do/")


@dataclass(frozen=True)
class Link:
    """A link of the furniture; `current` inside its section, `exact` on the very page."""

    text: str
    href: str
    current: bool = False
    exact: bool = False


def links(places: list[tuple[str, str]], here: str) -> list[Link]:
    """The places that exist, as links seen from the page `here`."""
    return [_link(text, href, here.startswith(href), here == href) for text, href in places if is_there(href)]


@cache
def _link(*facts: Any) -> Link:
    """One of the few there are: each page shows twenty."""
    return Link(*facts)


def furniture(request: HttpRequest) -> dict[str, object]:
    """Context of every page."""
    here = request.path
    return {
        "navigation": links(NAVIGATION, here),
        "footer_links": links(FOOTER, here),
        "safe_link": Link(*SAFE),
        "page_address": f"{settings.SITE_URL}{quote(here)}",
        "todo_link": next(iter(links([TODO], here)), None),
        "feedback_link": feedback_link(request),
        "useful_page": kind_of(request.resolver_match),
        "reading_classes": reading.classes(request.COOKIES.get(reading.COOKIE, "")),
    }


def feedback_link(request: HttpRequest) -> str | None:
    """To the feedback page, with this page's kind: its pattern, as a path may hold a token or a school's number."""
    match = request.resolver_match
    if match and match.view_name == "home:feedback":
        return None
    return f"/feedback/?page={quote(match.route, safe='')}" if match else "/feedback/"
