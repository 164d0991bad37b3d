"""How a test run behaves: what runs beside what, and what is said when there is no browser."""

import gc
import os
import shutil
from collections.abc import Generator
from typing import Any

import hypothesis
import pytest

# A busy machine is no failure of a rule.
hypothesis.settings.register_profile("frontdoor", deadline=None)
hypothesis.settings.load_profile("frontdoor")
CHROMIUM = os.environ.get("FRONTDOOR_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip browser tests when there is no browser; keep tests that start servers of their own from running side by side."""
    for item in items:
        folder = item.nodeid.split("/")[1] if item.nodeid.count("/") > 1 else ""
        if folder == "faults" or item.get_closest_marker("servers"):
            item.add_marker(pytest.mark.xdist_group("servers"))
        if not CHROMIUM and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="no Chromium"))
            config.stash[NOT_RUN] = True


NOT_RUN = pytest.StashKey[bool]()
LONGEST_NAME = 200


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A file of ten megabytes is no name of a test: each process keeps, compares and sends the names of all."""
    return f"long-{argname}" if isinstance(val, str | bytes) and len(val) > LONGEST_NAME else None


def pytest_collection_finish() -> None:
    """Thousands of tests and all modules stay to the end: the collector need not look through them again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> Generator[None]:
    """Say it after everything else, right above pytest's own last line."""
    yield
    skipped = any("no Chromium" in str(report.longrepr) for report in terminalreporter.stats.get("skipped", []))
    if skipped or config.stash.get(NOT_RUN, False):
        terminalreporter.write_line("browser journeys NOT RUN: install chromium")
