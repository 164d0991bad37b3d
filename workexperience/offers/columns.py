"""The file of offers: its columns, and each cell to a fact or to a sentence. One row is one session of an offer.

`docs/placements-file.md` describes it to those who make such a file.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import TextChoices

from frontdoor.ground.sheets import plain
from workexperience.models import Adjustment, Label, Mode, OfferKind
from workexperience.offers.plan import Days

# What stands in an offer, whichever of its rows tells it.
OFFER: dict[str, list[str]] = {
    "kind": ["kind", "offer kind", "type", "offer type", "what it is"],
    "mode": ["mode", "where it happens", "in person or online"],
    "label": ["label", "part of", "programme"],
    "title": ["title", "offer title", "name", "offer name", "placement title"],
    "sector": ["sector", "kind of work", "job category", "industry"],
    "doing": ["what you will do", "doing", "tasks", "description", "activities"],
    "learning": ["what you will learn", "learning", "learning outcomes", "outcomes", "skills"],
    "has_task": ["task", "sets a task", "employer sets a task"],
    "has_live_contact": ["live contact", "live contact with people", "live sessions"],
    "gives_feedback": ["feedback", "gives feedback", "employer feedback"],
    "address": ["address", "street address", "location"],
    "town": ["town", "city", "town or city"],
    "postcode": ["postcode", "postal code"],
    "adjustments": ["adjustments", "adjustments offered", "accessibility"],
    "adjustments_note": ["other adjustments", "adjustments note", "accessibility note"],
    "pays_travel": ["pays travel", "pays for travel", "travel paid", "travel help"],
    "travel_note": ["getting there", "travel note", "travel"],
    "year_groups": ["year groups", "years", "year group", "for years"],
    "youngest": ["youngest", "youngest age", "minimum age", "min age", "age from"],
    "oldest": ["oldest", "oldest age", "maximum age", "max age", "age to"],
    "dress": ["what to wear", "dress", "dress code", "clothing"],
    "banned_tasks": ["what young people will not do", "prohibited tasks", "banned tasks", "not allowed"],
    "supervisor_name": ["supervisor", "supervisor name", "supervised by"],
    "supervisor_phone": ["supervisor phone", "supervisor telephone", "supervisor phone number"],
    "closes_on": ["last day to apply", "closes on", "closing date", "apply by", "deadline"],
}
SESSION: dict[str, list[str]] = {
    "first_day": ["first day", "start date", "date", "from", "day", "starts on"],
    "last_day": ["last day", "end date", "to", "until", "ends on"],
    "weekdays": ["weekdays", "days of the week", "days", "pattern"],
    "starts_at": ["starts at", "start time", "start", "from time"],
    "ends_at": ["ends at", "end time", "finish time", "finish", "end", "to time"],
    "break_minutes": ["break minutes", "break", "break in minutes", "lunch minutes"],
    "is_online": ["online", "online day", "online session", "is online"],
    "places": ["places", "capacity", "number of places", "how many"],
}
NAMES = {"reference": ["reference", "offer reference", "your reference", "ref", "id", "offer id"]} | OFFER | SESSION
NEEDED = ["reference", "kind", "title", "first_day", "starts_at", "ends_at", "places"]
WHAT = "a file of work experience offers"
LONGEST_REFERENCE, MOST_PLACES, MOST_BREAK = 40, 500, 180
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y")
YEARS = range(2000, 2101)  # of any day: what lies beyond is a slip of the keyboard
TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?(?::00)? ?(am|pm)?", re.IGNORECASE)
YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
# Words that employers use, besides each choice's own name and label.
KINDS = {
    "tour": "visit", "worksitevisit": "visit", "sitevisit": "visit",
    "workshadowing": "shadowing", "workexperience": "placement", "workplacement": "placement",
    "project": "online-project", "virtualproject": "online-project",
    "careerstalk": "talk", "employertalk": "talk", "interview": "mock-interview",
}  # fmt: skip
MODES = {"facetoface": "in-person", "onsite": "in-person", "virtual": "online", "remote": "online", "hybrid": "blended"}
MODES |= {"both": "blended"}
LABELS = {"": "", "none": "", "no": "", "tlevel": "t-level", "supportedinternships": "supported-internship"}


class Wrong(Exception):
    """A cell that cannot be read. The message is a sentence for the file of rejected rows."""


def reference_of(values: Mapping[str, str]) -> str:
    """The employer's own name for the offer, single spaces. Raises Wrong."""
    found = " ".join(values.get("reference", "").split())
    if not found:
        raise Wrong("Enter a reference: your own name for this offer, the same in each of its rows.")
    if len(found) > LONGEST_REFERENCE:
        raise Wrong(f"The reference is longer than {LONGEST_REFERENCE} characters. Shorten it.")
    return found


def facts_of(values: Mapping[str, str], sectors: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an offer, as `save_whole` takes them: of the columns that the file has, and always its mode.

    `sectors` are the kinds of work by name (`sectors_by_name`). Raises Wrong.
    """
    facts = {name: _READ.get(name, str)(text) for name, text in values.items() if name in OFFER and name != "sector"}
    if "sector" in values:
        facts["sector"] = _sector(values["sector"], sectors)
    return {"mode": Mode.IN_PERSON.value} | facts


def days_of(values: Mapping[str, str], mode: str) -> Days:
    """The session of a row. Raises Wrong; what is impossible about its days the rules say."""
    first = _day(values["first_day"], "first day")
    last = _day(values["last_day"], "last day") if values.get("last_day") else first
    return Days(
        first_day=first,
        last_day=last,
        weekdays=_weekdays(values.get("weekdays", ""), first, last),
        starts_at=_time(values["starts_at"], "start time"),
        ends_at=_time(values["ends_at"], "end time"),
        break_minutes=_whole(values.get("break_minutes") or "0", "break", 0, MOST_BREAK),
        is_online=_is_online(values.get("is_online", ""), mode),
        places=_whole(values["places"], "number of places", 1, MOST_PLACES),
    )


def sectors_by_name(categories: Iterable[Any]) -> dict[str, Any]:
    """Kinds of work by what a file may call them: the name in an address, or the title."""
    return {plain(name): one for one in categories for name in (one.slug, one.title)}


def _sector(text: str, sectors: Mapping[str, Any]) -> Any:
    if not text:
        return None
    if plain(text) not in sectors:
        raise Wrong(f"There is no kind of work “{text[:40]}”. Use one of the names in docs/placements-file.md.")
    return sectors[plain(text)]


def _is_online(text: str, mode: str) -> bool:
    if mode == Mode.BLENDED and not text:
        raise Wrong("This offer is both in person and online. Say in each row whether its days are online: yes or no.")
    return _truth("online")(text) if text else mode == Mode.ONLINE


def _day(text: str, what: str) -> date:
    for pattern in DAYS:
        try:
            found = datetime.strptime(text, pattern).date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
        if found.year in YEARS:
            return found
    raise Wrong(f"The {what} is not a day. Write it as 16/11/2026.")


def _closing(text: str) -> date | None:
    return _day(text, "last day to apply") if text else None


def _time(text: str, what: str) -> time:
    """`9:30`, `09.30`, `0930`, `9:30am`, `3pm`, `15:00:00`."""
    found = TIME.fullmatch(" ".join(text.split()))
    wrong = Wrong(f"The {what} is not a time of day. Write it as 9:30 or 15:30.")
    if not found:
        raise wrong
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise wrong
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    if hour > 23 or minute > 59:
        raise wrong
    return time(hour, minute)


def _weekdays(text: str, first: date, last: date) -> tuple[int, ...]:
    """`Monday to Friday`, `Mon, Wed`; when empty, Monday to Friday, or the day itself where it is one."""
    if not text:
        return (first.isoweekday(),) if first == last else (1, 2, 3, 4, 5)
    wrong = "The weekdays are not days of the week. Write them as Monday; Wednesday, or Monday to Friday."
    return tuple(_ranges(text, lambda word: _weekday(word, wrong), wrong))


def _weekday(word: str, wrong: str) -> int:
    """1 for `Mon` or `Monday`."""
    short = word.lower().rstrip("s")
    for number, start in enumerate(WEEK, start=1):
        if short.startswith(start) and f"{_FULL[number - 1]}".startswith(short):
            return number
    raise Wrong(wrong)


_FULL = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def _years(text: str) -> list[int]:
    """`10; 11`, `Years 10 and 11`, `7 to 9`."""
    wrong = "The year groups are not numbers from 7 to 13. Write them as 10; 11, or 7 to 9."
    bare = re.sub(r"\b(years?|yrs?|y)\b\.?|\by(?=\d)", " ", text, flags=re.IGNORECASE)
    return _ranges(bare, lambda word: _year(word, wrong), wrong) if text else []


def _year(word: str, wrong: str) -> int:
    if not re.fullmatch(r"[0-9]{1,2}", word) or not 7 <= int(word) <= 13:
        raise Wrong(wrong)
    return int(word)


def _ranges(text: str, one: Callable[[str], int], wrong: str) -> list[int]:
    """The numbers of a list that may have ranges in it, in order."""
    found: set[int] = set()
    for part in re.split(r"[;|,&]|\band\b", text, flags=re.IGNORECASE):
        ends = [word.strip() for word in re.split(r"\bto\b|[-–]", part, flags=re.IGNORECASE)]
        if ends == [""]:
            continue
        numbers = [one(word) for word in ends]
        if len(numbers) > 2 or numbers[-1] < numbers[0]:
            raise Wrong(wrong)
        found.update(range(numbers[0], numbers[-1] + 1))
    if not found:
        raise Wrong(wrong)
    return sorted(found)


def _whole(text: str, what: str, least: int, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or not least <= int(text) <= most:
        raise Wrong(f"The {what} is not a whole number from {least} to {most}.")
    return int(text)


def _age(what: str) -> Callable[[str], int | None]:
    return lambda text: _whole(text, f"{what} age", 11, 99) if text else None


def _truth(what: str) -> Callable[[str], bool]:
    def read(text: str) -> bool:
        said = plain(text)
        if said and said not in YES | NO:
            raise Wrong(f"“{what}” is neither yes nor no.")
        return said in YES

    return read


def _choice(choices: type[TextChoices], what: str, more: Mapping[str, str], empty: str = "") -> Callable[[str], str]:
    names = {plain(name): choice.value for choice in choices for name in (choice.value, str(choice.label))}

    def read(text: str) -> str:
        found = (dict(more) | names).get(plain(text or empty))
        if found is None:
            offered = ", ".join(value for value in choices.values if value)
            raise Wrong(f"There is no {what} “{text[:40]}”. Use one of: {offered}." if text else f"Enter the {what}.")
        return found

    return read


def _adjustments(text: str) -> list[str]:
    read = _choice(Adjustment, "adjustment", {})
    return sorted({read(part) for part in re.split(r"[;|,]", text) if part.strip()})


# How each cell is read; a text is taken as it stands, and the columns say when it is too long.
_READ: dict[str, Callable[[str], Any]] = {
    "kind": _choice(OfferKind, "kind", KINDS),
    "mode": _choice(Mode, "mode", MODES, empty=Mode.IN_PERSON.value),
    "label": _choice(Label, "label", LABELS),
    "has_task": _truth("task"),
    "has_live_contact": _truth("live contact"),
    "gives_feedback": _truth("feedback"),
    "adjustments": _adjustments,
    "pays_travel": _truth("pays for travel"),
    "year_groups": _years,
    "youngest": _age("youngest"),
    "oldest": _age("oldest"),
    "closes_on": _closing,
}
