"""A small strict reader of plain data: each value is asked for by name and type, and what nobody asked for is refused."""

import re
from collections.abc import Iterable
from typing import Any

from frontdoor.ground.years import first_day

_NEEDED: Any = object()


class WrongFramework(Exception):
    """The file is not a framework. The message is a whole sentence that says where and what is wanted."""


class Fields:
    """The named values of one part of the file. `where` begins every complaint about it."""

    def __init__(self, data: Any, where: str) -> None:
        if not isinstance(data, dict):
            raise WrongFramework(f"{where} should be a list of named values, such as “title: ...”.")
        self.data, self.where, self.asked = data, where, set[str]()

    def __contains__(self, name: str) -> bool:
        return name in self.data

    def again(self) -> "Fields":
        """The same part, read afresh: for a row that stands for several."""
        return Fields(self.data, self.where)

    def wrong(self, what: str) -> WrongFramework:
        """The complaint, to be raised."""
        return WrongFramework(f"{self.where} {what}.")

    def done(self, *names: str) -> None:
        """These were read elsewhere."""
        self.asked.update(names)

    def nothing_else(self) -> None:
        """Refuse names that no one asked for: a misspelt `scored` must not quietly change a result."""
        for name in self.data:
            if name not in self.asked:
                raise self.wrong(f"has “{name}”, which means nothing here")

    def _get(self, name: str, wanted: type, words: str, default: Any) -> Any:
        self.asked.add(name)
        value = self.data.get(name, default)
        if value is _NEEDED:
            raise self.wrong(f"has no “{name}”")
        if value is not default and (type(value) is not wanted):
            raise self.wrong(f"needs {words} as “{name}”")
        return value

    def text(self, name: str, default: Any = _NEEDED) -> str:
        """Words on one line or several, joined by single spaces."""
        value = self._get(name, str, "words (in quotes if they look like a number)", default)
        if default is _NEEDED and not value.strip():
            raise self.wrong(f"has an empty “{name}”")
        return " ".join(value.split())

    def choice(self, name: str, among: Iterable[str], default: Any = _NEEDED) -> str:
        """One of a few words."""
        value, known = self.text(name, default), list(map(str, among))
        if value not in known and value != default:
            raise self.wrong(f"has “{value}” as “{name}”; it can be {', '.join(known)}")
        return value

    def whole(self, name: str) -> int:
        """A whole number, 0 or more."""
        value = self._get(name, int, "a whole number", _NEEDED)
        if value < 0:
            raise self.wrong(f"needs a whole number as “{name}”")
        return value

    def flag(self, name: str, default: Any = _NEEDED) -> bool:
        """True or false."""
        return self._get(name, bool, "true or false", default)

    def year(self, name: str) -> str:
        """An academic year such as 2025-26."""
        value = self.text(name)
        try:
            first_day(value)
        except ValueError:
            raise self.wrong(f"needs an academic year such as 2025-26 as “{name}”") from None
        return value

    def _list(self, name: str, *, optional: bool = False) -> list[Any]:
        value = self._get(name, list, "a list", [] if optional else _NEEDED)
        if not value and not optional:
            raise self.wrong(f"has an empty “{name}”")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of words."""
        return tuple(Fields({name: one}, self.where).text(name) for one in self._list(name))

    def wholes(self, name: str, *, optional: bool = False) -> tuple[int, ...]:
        """A list of whole numbers."""
        return tuple(Fields({name: one}, self.where).whole(name) for one in self._list(name, optional=optional))

    def several(self, name: str, *, optional: bool = False) -> list["Fields"]:
        """A list of parts."""
        found = self._list(name, optional=optional)
        return [Fields(one, f"{self.where}, {name} number {place}") for place, one in enumerate(found, 1)]

    def one(self, name: str, *, optional: bool = False) -> "Fields | None":
        """One part."""
        value = self._get(name, dict, "named values", None if optional else _NEEDED)
        return None if value is None else Fields(value, f"{self.where}, {name}")

    def named(self, name: str, *, optional: bool = False) -> list[tuple[str, "Fields"]]:
        """Parts by name, such as the forms."""
        found = self._get(name, dict, "named values", {} if optional else _NEEDED)
        for key in found:
            if not isinstance(key, str) or not re.fullmatch(r"[a-z0-9-]+", key):
                raise self.wrong(f"has “{key}” under “{name}”: use small letters, figures and hyphens")
        return [(key, Fields(value, f"{self.where}, {key}")) for key, value in found.items()]

    def text_to_text(self, name: str) -> dict[str, str]:
        """Words by name."""
        found = self._get(name, dict, "named words", _NEEDED)
        if not all(isinstance(key, str) for key in found):
            raise self.wrong(f"needs names in quotes under “{name}”")
        inner = Fields(found, self.where)
        return {key: inner.text(key) for key in found}

    def whole_to_whole(self, name: str) -> dict[int, int]:
        """Numbers by number. JSON knows only text as names, so "1" is read as 1."""
        found = self._get(name, dict, "numbers by number", _NEEDED)
        try:
            return {int(key): int(value) for key, value in found.items()}
        except (TypeError, ValueError):
            raise self.wrong(f"needs numbers by number under “{name}”") from None
