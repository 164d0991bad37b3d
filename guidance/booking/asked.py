"""What somebody asks for on the way to a meeting: it travels in the address of the times, and in the forms behind it."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from guidance.booking.actions import Chosen
from guidance.models import Channel, Language, Specialism, Topic

CHOICES: dict[str, list[str]] = {
    "topic": Topic.values,
    "how": Channel.values,
    "language": Language.values,
    "specialism": Specialism.values,
}
KEY = re.compile(r"([0-9]{1,9})-([0-9]{1,10})")
MOMENT = re.compile(r"[0-9]{1,10}")
PLACE = re.compile(r"[0-9]{1,9}")
MOST_PAGES = 100


@dataclass(frozen=True)
class Asked:
    """An empty word is no choice. `after`: the last time of each page of times that was turned, in seconds."""

    topic: str = ""
    how: str = ""
    language: str = ""
    specialism: str = ""
    place: str = ""
    after: tuple[str, ...] = ()

    @property
    def place_id(self) -> int | None:
        """Where, of those who are met face to face."""
        return int(self.place) if self.place and self.how == Channel.FACE else None

    @property
    def since(self) -> datetime | None:
        """The moment after which times are shown; None from now."""
        return datetime.fromtimestamp(int(self.after[-1]), UTC) if self.after else None

    @property
    def is_narrow(self) -> bool:
        """Whether a filter leaves times out."""
        return bool(self.language or self.specialism or self.place_id)

    @property
    def wide(self) -> "Asked":
        """The same without filters."""
        return Asked(self.topic, self.how)

    @property
    def to_wait_for(self) -> "Asked":
        """The same as the waiting list knows it."""
        return Asked(self.topic, self.how, self.language)

    def pairs(self) -> list[tuple[str, str]]:
        """As names and values, for an address or for the hidden fields of a form."""
        single = [(name, getattr(self, name)) for name in (*CHOICES, "place")]
        return [pair for pair in single if pair[1]] + [("after", one) for one in self.after]

    def to(self, route: str, time: str = "") -> str:
        """The address of a page that goes on with this; with a time that is chosen already (`key_of`)."""
        more = [("time", time)] if time else []
        return f"{reverse(f'guidance:{route}')}?{urlencode([*self.pairs(), *more])}"

    def later(self, last: datetime) -> "Asked":
        """The next page of times."""
        return replace(self, after=(*self.after, str(int(last.timestamp()))))

    def earlier(self) -> "Asked":
        """The page of times before."""
        return replace(self, after=self.after[:-1])


def read(data: QueryDict) -> Asked:
    """What an address or a form says; what is no choice is left out, as an old link may ask for it."""
    chosen = {name: data.get(name, "") for name in CHOICES}
    known = {name: value for name, value in chosen.items() if value in CHOICES[name]}
    place = data.get("place", "")
    after = tuple(one for one in data.getlist("after")[-MOST_PAGES:] if MOMENT.fullmatch(one))
    return Asked(**known, place=place if PLACE.fullmatch(place) else "", after=after)


def chosen(key: str, channel: str) -> Chosen | None:
    """The time that a radio of the list stands for (`finding.Slot.key`); None for every other text."""
    found = KEY.fullmatch(key)
    if found is None or channel not in Channel.values:
        return None
    return Chosen(int(found[1]), datetime.fromtimestamp(int(found[2]), UTC), channel)


def key_of(time: Chosen) -> str:
    """The same the other way."""
    return f"{time.adviser_id}-{int(time.start.timestamp())}"
