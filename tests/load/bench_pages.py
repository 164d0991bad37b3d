"""Serves public pages, kept and made anew, beside a bare view and Wagtail's stock start page on the same web server.

Bare view: a view in the same project, with the same middleware, server and worker, that returns a stored body of the
same size. All servers run by the Procfile's line with one worker; one is asked at a time, in rounds. Start it as
`bin/bench pages`, which installs Wagtail and names its Python as the first argument.
"""

import os
import statistics
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.load.settings", "FRONTDOOR_LOG_LEVEL": "WARNING"}

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from tests.load import wagtail_site
from tests.load.client import rate, size
from tests.load.ratios import Page, table, verdict
from tests.load.servers import OURS, ROOT, server

ROUNDS = 7
SECONDS = 1.5
WARM = 0.5  # seconds before the first round
KEPT = {
    "start page, kept": "/",
    "career, kept": "/careers/nurse/",
    "category, kept": "/careers/?category=healthcare",
    "search, kept": "/search?q=nurse",
}
ANEW = {"career, made anew": "/careers/nurse/"}
WAGTAIL, TRIVIAL = "Wagtail's start page", "no framework"


@dataclass(frozen=True)
class Target:
    """An address to ask, and the size of its answer."""

    name: str
    port: int
    path: str
    size: int


def there(pages: dict[str, str]) -> dict[str, str]:
    """The pages that the project has; the others are named."""
    found = {}
    for name, path in pages.items():
        try:
            resolve(path.partition("?")[0])
        except Resolver404:
            print(f"{name}: not there yet")
        else:
            found[name] = path
    return found


def queries(path: str) -> int:
    """The queries of a page made anew, once the process is warm."""
    client = Client(SERVER_NAME="127.0.0.1")
    with override_settings(PAGE_CACHE_SECONDS=0):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
    return len(asked)


def targets(stack: ExitStack, python: Path) -> tuple[list[Target], int]:
    """Everything to measure, each page followed by its bare view, on servers that run until the stack is closed."""
    site = Path(settings.STATE) / "bench" / "wagtail"
    of_wagtail = wagtail_site.make(python, site)
    own = Path(sys.executable)
    found = []
    for pages, seconds in ((there(KEPT), "3600"), (ANEW, "0")):
        port = stack.enter_context(server(OURS, own, ROOT, FRONTDOOR_PAGE_CACHE_SECONDS=seconds))
        for name, path in pages.items():
            body = size(port, path)
            found += [Target(name, port, path, body), Target(f"bare view of {name}", port, f"/bare/{body}/", body)]
    port = stack.enter_context(
        server(wagtail_site.APPLICATION, python, site, DJANGO_SETTINGS_MODULE=wagtail_site.SETTINGS)
    )
    found.append(Target(WAGTAIL, port, "/", size(port, "/")))
    largest = max(target.size for target in found)
    port = stack.enter_context(server("tests.load.trivial:application", own, ROOT))
    found.append(Target(TRIVIAL, port, f"/{largest}", largest))
    return found, of_wagtail


def measure(found: list[Target]) -> dict[str, list[float]]:
    """Requests a second in each round; the rounds take turns, so that a slow moment of the machine falls on all alike."""
    for target in found:
        rate(target.port, target.path, WARM)
    rates: dict[str, list[float]] = {target.name: [] for target in found}
    for _round in range(ROUNDS):
        for target in found:
            rates[target.name].append(rate(target.port, target.path, SECONDS))
    return rates


def main() -> int:
    """Measure and print; 1 when a limit is missed."""
    call_command("load_careers", stdout=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with ExitStack() as stack:
        found, of_wagtail = targets(stack, Path(sys.argv[1]))
        load = os.getloadavg()[0]
        rates = measure(found)
    sizes = {target.name: target.size for target in found}
    pages = [
        Page(
            name,
            rates[name],
            rates[f"bare view of {name}"],
            rates[WAGTAIL],
            queries(path) if name in ANEW else 0,
            sizes[name],
            anew=name in ANEW,
        )
        for name, path in (KEPT | ANEW).items()
        if name in rates
    ]
    held = {name: "0" for name in rates if name.startswith("bare view")} | {WAGTAIL: str(of_wagtail), TRIVIAL: "0"}
    others = {name: (statistics.median(rates[name]), asked, sizes[name]) for name, asked in held.items()}
    print(f"one worker, two threads, medians of {ROUNDS} rounds of {SECONDS} s; the machine's load before: {load:.1f}")
    print(table(pages, others))
    words, status = verdict(pages)
    print(words)
    return status


if __name__ == "__main__":
    sys.exit(main())
