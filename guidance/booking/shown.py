"""Free times, and the answers before a booking, as their pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from frontdoor.ground.dates import day_in_words
from guidance.advisers.standing import name_of
from guidance.booking.finding import Slot
from guidance.models import Channel, Hold, Language, Meeting, Place, Topic
from guidance.times.words import day_with_weekday, hours


@dataclass(frozen=True)
class Radio:
    """One time: what is sent back, the hours, and with whom or where. The day is heard with it, and seen above it."""

    key: str
    day: str
    hours: str
    hint: str


def by_day(
    slots: Iterable[Slot], how: str, places: Mapping[int, Place], *, names: bool
) -> list[tuple[str, list[Radio]]]:
    """The times below the day that they are on. `names`: also of advisers who are not shown to everybody."""
    found: dict[str, list[Radio]] = {}
    for slot in slots:
        begins, ends = (timezone.localtime(one) for one in (slot.time.start, slot.time.end))
        day = day_with_weekday(begins.date())
        said = ". ".join(filter(None, (_who(slot, names=names), _where(slot, how, places))))
        found.setdefault(day, []).append(Radio(slot.key, day, hours(begins.time(), ends.time()), said))
    return list(found.items())


def alike(days: Iterable[tuple[str, list[Radio]]]) -> str:
    """What is true of all of several times, to be said once; empty where they differ or there is one."""
    said = [one.hint for _, times in days for one in times]
    return said[0] if len(said) > 1 and len(set(said)) == 1 else ""


def _who(slot: Slot, *, names: bool) -> str:
    service = slot.adviser.service.organisation.name
    return f"{name_of(slot.adviser)}, {service}" if names or slot.adviser.is_public else service


def _where(slot: Slot, how: str, places: Mapping[int, Place]) -> str:
    place = places.get(slot.time.place_id or 0) if how == Channel.FACE else None
    return ", ".join(filter(None, (place.name, place.postcode))) if place else ""


def as_meeting(hold: Hold) -> Meeting:
    """A time that is kept, to be said in the words of a meeting; nothing is booked."""
    return Meeting(adviser=hold.adviser, during=hold.during, channel=hold.channel, place=hold.place)


def answers(clean: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What somebody said, in the order in which it was asked; what was not asked is left out."""
    name = " ".join(filter(None, (clean.get("given_names", ""), clean.get("family_name", ""))))
    born = clean.get("born")
    rows = [
        ("Name", name) if name else None,
        ("Date of birth", day_in_words(born)) if born else None,
        ("Phone number", clean["phone"]) if "phone" in clean else None,
        ("Language", _language(clean["language"])) if "language" in clean else None,
        ("What it is about", str(Topic(clean["topic"]).label)),
        ("What you would like to talk about", clean["words"] or "You have not said anything."),
        ("What would help you", _helps(clean)),
    ]
    return [row for row in rows if row]


def _language(value: str) -> str:
    return str(Language(value).label) if value else "English"


def _helps(clean: Mapping[str, Any]) -> str:
    shared = "Your adviser may read “What helps me” from your record." if clean.get("shares_what_helps") else ""
    return "\n".join(filter(None, (clean["helps"], shared))) or "You have not said anything."
