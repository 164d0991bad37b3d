"""The order of a plan, how much it holds, and which days and words it takes. No Django."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

MOST_GOALS = 30
MOST_ACTIONS = 20  # of one goal
LONGEST = 200  # characters of a goal's title and of an action
FURTHEST = timedelta(days=3653)  # ten years
FAR = date.max


class Step(Protocol):
    """An action of a plan, as far as the order asks."""

    pk: Any
    due_on: date | None
    done_on: date | None


S = TypeVar("S", bound=Step)


def tidy(words: str) -> str:
    """One line, single spaces."""
    return " ".join(words.split())


def in_order(steps: Iterable[S]) -> list[S]:
    """What is due first stands first, then what has no day; what is done stands last, the latest done first."""
    return sorted(steps, key=_place)


def _place(step: Step) -> tuple[bool, int, int]:
    if step.done_on:
        return True, -step.done_on.toordinal(), step.pk
    return False, (step.due_on or FAR).toordinal(), step.pk


def next_day(steps: Iterable[Step]) -> date:
    """The day on which the first of what is still to do is due; the end of time where none has a day."""
    return min((step.due_on for step in steps if step.due_on and not step.done_on), default=FAR)


def place_of_goal(reached_on: date | None, steps: Iterable[Step], pk: int) -> tuple[bool, int, int]:
    """Sorts goals: what is due first stands first; those that are reached stand last, the latest reached first."""
    if reached_on:
        return True, -reached_on.toordinal(), pk
    return False, next_day(steps).toordinal(), pk


def why_not_words(words: str) -> str:
    """Why a plan does not take these words, as a sentence; empty when it does."""
    if not tidy(words):
        return "Say in a few words what it is."
    if len(tidy(words)) > LONGEST:
        return f"Use {LONGEST} characters or fewer."
    return ""


def why_not_day(due_on: date | None, *, today: date, was: date | None = None) -> str:
    """Why an action cannot be due on this day, as a sentence; empty when it can. A day that it had before may stay."""
    if due_on is None or due_on == was:
        return ""
    if due_on < today:
        return "The day must be today or later."
    return "The day must be in the next 10 years." if due_on > today + FURTHEST else ""
