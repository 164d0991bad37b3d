"""The file of activities: its columns, and each cell to a fact or to a sentence. One row is one learner in one activity.

`docs/activities-file.md` describes it to those who make such a file.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import TextChoices

from frontdoor.ground.sheets import plain
from frontdoor.ground.tables import Row
from frontdoor.record.models import ActivityKind, Attendance, Mode, Part, ProviderKind

NAMES: dict[str, list[str]] = {
    "title": ["title", "activity title", "activity name"],
    "kind": ["kind", "activity kind", "type", "activity type"],
    "day": ["date", "day", "activity date", "start date"],
    "hours": ["hours", "duration in hours"],
    "id": ["activity id", "activity", "activity reference"],
    "last_day": ["last day", "end date"],
    "mode": ["mode", "how they met"],
    "host": ["host", "host name", "employer", "provider", "with"],
    "host_urn": ["host urn", "provider urn"],
    "subject": ["subject", "school subject"],
    "one_to_one": ["one to one", "1:1"],
    "adviser_level": ["adviser level", "level"],
    "in_school_hours": ["in school hours"],
    "provider_kinds": ["provider kinds", "kinds of provider"],
    "parts": ["parts", "what was part of it"],
    "upn": ["upn", "unique pupil number"],
    "given": ["given names", "given name", "first name", "forename", "legal forename", "known as"],
    "family": ["family name", "surname", "last name", "legal surname"],
    "born": ["date of birth", "birth date", "dob"],
    "attendance": ["attendance", "attended", "mark"],
}
NEEDED = ["title", "kind", "day", "hours"]
WHAT = "a file of activities"
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y")
YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
# Words that schools use, besides each choice's own name and label.
KINDS = {
    "careersinterview": "guidance", "guidancemeeting": "guidance", "guidanceinterview": "guidance",
    "employerencounter": "employer", "employertalk": "employer", "careersfair": "employer",
    "workexperience": "workplace", "workplacevisit": "workplace", "placement": "workplace",
    "providervisit": "provider", "collegevisit": "provider", "universityvisit": "provider",
    "curriculum": "lesson", "subjectlesson": "lesson",
}  # fmt: skip
PROVIDERS = {"college": "college", "fecollege": "college", "itp": "training-provider", "university": "university"}
MARKS = dict.fromkeys(["attended", "present", "there", *YES], Attendance.ATTENDED) | dict.fromkeys(
    ["absent", *NO], Attendance.ABSENT
)


class Wrong(Exception):
    """A cell that cannot be read. The message is a sentence for the file of rejected rows."""


def told(row: Row) -> dict[str, Any]:
    """The facts of a row, as `Facts` takes them but for the host's URN. Raises Wrong."""
    return {
        "kind": _one(row["kind"], ActivityKind, "kind", KINDS),
        "title": row["title"],
        "day": day_of(row["day"], "date"),
        "last_day": day_of(row.get("last_day"), "last day") if row.get("last_day") else None,
        "hours": _hours(row["hours"]),
        "mode": _one(row.get("mode") or Mode.IN_PERSON.value, Mode, "mode"),
        "host_name": row.get("host")[:150],
        "subject": row.get("subject")[:40],
        "one_to_one": _truth(row.get("one_to_one"), "one to one"),
        "adviser_level": _level(row.get("adviser_level")),
        "in_school_hours": _truth(row.get("in_school_hours"), "in school hours"),
        "parts": _several(row.get("parts"), Part, "part"),
        "provider_kinds": _several(row.get("provider_kinds"), ProviderKind, "kind of provider", PROVIDERS),
    }


def mark_of(row: Row) -> Attendance:
    """Whether the learner was there. A file without the column lists those who were."""
    if "attendance" not in row.values:
        return Attendance.ATTENDED
    found = MARKS.get(plain(row["attendance"]))
    if found is None:
        raise Wrong("The attendance is neither “attended” nor “absent”.")
    return found


def day_of(text: str, what: str) -> date:
    """A day however a spreadsheet writes it."""
    for pattern in DAYS:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
    raise Wrong(f"The {what} is not a day. Write it as 16/11/2026.")


def _hours(text: str) -> Decimal:
    try:
        hours = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise Wrong("The hours are not a number. Write 45 minutes as 0.75.") from None
    if not hours.is_finite() or abs(hours) > 9999:
        raise Wrong("The hours are not a number that can be.")
    return round(hours, 2)


def _truth(text: str, what: str) -> bool | None:
    said = plain(text)
    if not said:
        return None
    if said not in YES | NO:
        raise Wrong(f"“{what}” is neither yes nor no.")
    return said in YES


def _level(text: str) -> int | None:
    found = re.fullmatch(r"(?:level )?([1-8])", text.lower()) if text else None
    if text and not found:
        raise Wrong("The adviser level is not a number from 1 to 8.")
    return int(found[1]) if found else None


def _one(text: str, choices: type[TextChoices], what: str, more: Mapping[str, str] | None = None) -> str:
    said = plain(text)
    names = {plain(name): choice.value for choice in choices for name in (choice.value, str(choice.label))}
    found = (dict(more or {}) | names).get(said)
    if found is None:
        raise Wrong(f"There is no {what} “{text[:40]}”. Use one of: {', '.join(choices.values)}.")
    return found


def _several(
    text: str, choices: type[TextChoices], what: str, more: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    return tuple(_one(part, choices, what, more) for part in re.split(r"[;|]", text) if part.strip())
