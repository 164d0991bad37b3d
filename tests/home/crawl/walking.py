"""Walks the site: GET only, no cookie, no script, every link inside the site, each address once."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

LIMIT = 6_000  # links that breed must fail, not run for ever


@dataclass
class Seen:
    """One answer: where it was found, what it says."""

    address: str
    found_on: str
    status: int
    body: bytes = b""
    ids: frozenset[str] = frozenset()
    links: list[tuple[str, str]] = field(default_factory=list)  # address, fragment

    @property
    def kind(self) -> str:
        """The page type: its route's name, and what its query asks for."""
        url = urlsplit(self.address)
        try:
            match = resolve(url.path)
        except Resolver404:
            return "not found"
        asks = "+".join(sorted(name for name, values in parse_qs(url.query).items() if any(values)))
        named = match.view_name + "".join(f" {value}" for value in match.kwargs.values() if value in NAMED)
        return f"{named}?{asks}" if asks else named

    @property
    def tree(self) -> Any:
        """The page, parsed anew: a thousand trees would fill the memory."""
        return html.document_fromstring(self.body)


NAMED = ("students", "adults", "parents", "employers", "advisers")  # doors have little in common


def walk(starts: Iterable[str]) -> dict[str, Seen]:
    """Everything that can be reached, by address without fragment."""
    client = Client()
    waiting = deque((start, "") for start in starts)
    known = {start for start, _ in waiting}
    seen: dict[str, Seen] = {}
    while waiting:
        assert len(seen) < LIMIT, f"links breed: {list(seen)[-5:]}"
        address, found_on = waiting.popleft()
        page = seen[address] = visit(client, address, found_on)
        for link, _ in page.links:
            if link not in known and not deep(link):
                known.add(link)
                waiting.append((link, address))
    return seen


def deep(address: str) -> bool:
    """Past the second page of a narrowed list: the whole list is walked to its end, and holds the same careers."""
    url = urlsplit(address)
    asked = parse_qs(url.query)
    return url.path == "/careers/" and "all" not in asked and int(asked.get("page", ["1"])[0]) > 2


def visit(client: Client, address: str, found_on: str) -> Seen:
    """Ask for one address, follow where it sends, and read its links if it is a page."""
    answer = client.get(address, follow=True)
    page = Seen(address, found_on, answer.status_code)
    if answer.get("Content-Type", "").startswith("text/html"):
        here = answer.redirect_chain[-1][0] if getattr(answer, "redirect_chain", None) else address
        page.body = answer.content
        tree = page.tree
        page.ids = frozenset(tree.xpath("//@id"))
        page.links = list(inside(tree, here))
    return page


def inside(tree: Any, here: str) -> Iterator[tuple[str, str]]:
    """The links of a page that stay in the site: address, fragment."""
    for href in tree.xpath("//a/@href | //area/@href"):
        address, fragment = urldefrag(urljoin(here, href))
        url = urlsplit(address)
        if not url.scheme and not url.netloc:
            yield address, fragment
