"""What a visitor's browser keeps for them: saved careers and quiz results, and the quiz as far as they have come. Pure.

It travels in one signed cookie (`cookie.py`), so nothing about a visitor is stored with us.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from frontdoor.ground.refused import Refused

MOST = 60  # saved things: more would not fit a cookie with room to spare
MOST_ASIDE = 20
FULL = f"You have saved {MOST} things or nearly, and this device can hold no more. Remove one, then save this one."


@dataclass(frozen=True)
class Result:
    """A saved quiz result: the answers' code, the careers that were put aside, and the day."""

    code: str
    aside: tuple[str, ...]
    day: date


@dataclass(frozen=True)
class Kept:
    """The newest saved thing stands last. `code` and `aside` are the quiz under way; `keep`: for 30 days."""

    careers: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    code: str = ""
    aside: tuple[str, ...] = ()
    keep: bool = False

    @property
    def saved(self) -> int:
        """How many things are saved."""
        return len(self.careers) + len(self.results)

    def with_career(self, slug: str) -> "Kept":
        """With this career saved; saving it again changes nothing. Refused when there is no room."""
        if slug in self.careers:
            return self
        return replace(_with_room(self), careers=(*self.careers, slug))

    def with_result(self, result: Result) -> "Kept":
        """With this quiz result saved, in place of an older one with the same answers. Refused when there is no room."""
        others = _with_room(self.without_result(result.code))
        return replace(others, results=(*others.results, result))

    def without_career(self, slug: str) -> "Kept":
        """Without this career."""
        return replace(self, careers=tuple(one for one in self.careers if one != slug))

    def without_result(self, code: str) -> "Kept":
        """Without the result of these answers."""
        return replace(self, results=tuple(one for one in self.results if one.code != code))

    def put_aside(self, slug: str) -> "Kept":
        """With a career that is not for them; the oldest makes room for the newest."""
        return replace(self, aside=(*self.brought_back(slug).aside, slug)[-MOST_ASIDE:])

    def brought_back(self, slug: str) -> "Kept":
        """With a career that may be shown again."""
        return replace(self, aside=tuple(one for one in self.aside if one != slug))

    def only_quiz(self) -> "Kept":
        """The quiz under way and nothing saved."""
        return Kept(code=self.code, aside=self.aside)

    def without_quiz(self) -> "Kept":
        """What is saved, and no quiz under way."""
        return replace(self, code="", aside=())

    def to_data(self) -> dict[str, Any]:
        """Plain data for the cookie, as small as it can be; empty when nothing is kept."""
        results = [[one.code, list(one.aside), one.day.isoformat()] for one in self.results]
        data = {"c": list(self.careers), "r": results, "q": self.code, "a": list(self.aside)}
        found: dict[str, Any] = {name: value for name, value in data.items() if value}
        return found | {"k": 1} if found and self.keep else found


def _with_room(kept: Kept) -> Kept:
    if kept.saved >= MOST:
        raise Refused(FULL)
    return kept


def from_data(data: object) -> Kept:
    """What the data says; nothing when it does not have the shape that `to_data` gives it."""
    try:
        return _read(data)  # type: ignore[arg-type]
    except (AttributeError, TypeError, ValueError):
        return Kept()


def _read(data: Mapping[str, Any]) -> Kept:
    return Kept(
        careers=_texts(data.get("c", [])),
        results=tuple(
            Result(str(code), _texts(aside), date.fromisoformat(day)) for code, aside, day in data.get("r", [])
        ),
        code=str(data.get("q", "")),
        aside=_texts(data.get("a", [])),
        keep=bool(data.get("k")),
    )


def _texts(found: list[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(one) for one in found))
