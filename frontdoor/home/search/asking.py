"""One search over all rooms: what was asked, what was found, and which page says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import autodiscover_modules, module_has_submodule

from frontdoor.ground.finding import Group, Hit
from frontdoor.ground.words import tokens

LONGEST = 200  # letters; what is longer is a letter or a story, no search
BESIDE = 3  # hits of a group that is not the first


class Outcome(StrEnum):
    """How a search ends; each has words of its own on the page."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    RESULTS = "results"
    NEAREST = "nearest"
    NOTHING = "nothing"


COUNTED = {Outcome.RESULTS, Outcome.NEAREST, Outcome.NOTHING}  # somebody looked for something


@dataclass(frozen=True)
class Answer:
    """What a search came to: its first group in full, the others by their best."""

    outcome: Outcome
    first: Group | None = None
    others: Sequence[Group] = ()


@cache
def rooms() -> list[Any]:
    """Every room's `search` module, in the order of the rooms."""
    autodiscover_modules("search")
    found = [room for room in apps.get_app_configs() if room.module and module_has_submodule(room.module, "search")]
    modules = [import_module(f"{room.name}.search") for room in found]
    return [module for module in modules if hasattr(module, "find")]  # django.contrib.postgres has a `search` too


def ask(text: str) -> Answer:
    """Search every room, unless there is nothing to look for."""
    if not text:
        return Answer(Outcome.EMPTY)
    if len(text) > LONGEST:
        return Answer(Outcome.TOO_LONG)
    if not tokens(text):
        return Answer(Outcome.NOTHING)
    groups = [group for room in rooms() for group in room.find(text) if group.hits]
    groups.sort(key=lambda group: (not group.fits, group.place))
    if not groups:
        return Answer(Outcome.NOTHING)
    first, *others = groups
    if not first.fits:
        return Answer(Outcome.NEAREST, first)
    beside = [Group(group.title, group.hits[:BESIDE], place=group.place) for group in others if group.fits]
    return Answer(Outcome.RESULTS, first, beside)


def suggestions(text: str) -> list[Hit]:
    """What may be meant, while somebody types; at least two letters."""
    if not 2 <= len(text) <= LONGEST:
        return []
    return [hit for room in rooms() if hasattr(room, "suggest") for hit in room.suggest(text)]
