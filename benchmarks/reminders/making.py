"""Turning what is due into reminders and their letters, some hundreds of institutions at a time."""

import logging
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from benchmarks.models import Reminder, ReminderStage
from benchmarks.queries import with_return_state
from benchmarks.reminders import queries, words
from benchmarks.reminders.rules import in_year
from frontdoor.ground.years import academic_year, in_words, year_before
from frontdoor.letters.many import Draft, queue_many
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User

log = logging.getLogger(__name__)
BATCH = 500
KEEP_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Sending:
    """One stage sent on one day: `due` is asked again for each batch. `by` and `asker` only when sent by hand."""

    due: queries.Due
    on: date
    now: datetime
    by: User | None = None
    asker: str = ""

    @property
    def stage(self) -> ReminderStage:
        """What is sent."""
        return self.due.stage

    @property
    def year(self) -> str:
        """The academic year that the reminder is about."""
        return academic_year(self.on)

    def fact(self, institution: Organisation) -> str:
        """The key of the fact that this institution was reminded."""
        day = "" if self.stage.month else f":{self.on.isoformat()}"
        return f"{institution.urn}:{self.year}:{self.stage.key}{day}"


@dataclass
class Made:
    """What came of it: institutions reminded, letters made, and the URNs set aside with the kind of error."""

    reminded: int = 0
    letters: int = 0
    set_aside: dict[int, str] = field(default_factory=dict)


def make(sending: Sending) -> Made:
    """Make every reminder that is due and can reach somebody. A row that fails is set aside; the rest go on."""
    ids = list(sending.due.reachable.order_by("pk").values_list("pk", flat=True))
    made = Made()
    for start in range(0, len(ids), BATCH):
        _batch(sending, ids[start : start + BATCH], made)
    return made


def _batch(sending: Sending, ids: list[int], made: Made) -> None:
    try:
        _together(sending, ids, made)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one row must not stop the others
        if len(ids) == 1:
            urn = Organisation.objects.get(pk=ids[0]).urn or 0
            made.set_aside[urn] = type(error).__name__
            # No words of the error: they may hold an address.
            place = traceback.extract_tb(error.__traceback__)[-1]
            fields = {"urn": urn, "why": type(error).__name__, "where": f"{place.filename}:{place.lineno}"}
            log.error("a reminder was set aside", extra={"fields": fields})  # noqa: TRY400
            return
        half = len(ids) // 2
        _batch(sending, ids[:half], made)
        _batch(sending, ids[half:], made)


@transaction.atomic
def _together(sending: Sending, ids: list[int], made: Made) -> None:
    """The reminders and letters of one batch, in one transaction; asked again, because some may just have reported."""
    reach = queries.recipients(ids)
    institutions = list(sending.due.institutions.filter(pk__in=reach))
    drafts = list(_drafts(sending, institutions, reach))
    Reminder.objects.bulk_create(
        [
            Reminder(
                organisation=institution,
                year=sending.year,
                stage=sending.stage,
                key=sending.fact(institution),
                letters=len(reach[institution.pk]),
                created_by=sending.by,
                created_at=sending.now,
            )
            for institution in institutions
        ],
        ignore_conflicts=True,  # another run made it between the question and here; its letters have the same keys
    )
    letters = queue_many(drafts, now=sending.now, keep_for=_keep_for(sending))
    made.letters += letters
    made.reminded += len(institutions)


def _drafts(
    sending: Sending, institutions: list[Organisation], reach: dict[int, list[queries.Recipient]]
) -> Iterator[Draft]:
    before = year_before(sending.year)
    last_year = dict(
        with_return_state(Organisation.objects.filter(pk__in=[each.pk for each in institutions]), before).values_list(
            "pk",
            "return_state",  # type: ignore[misc]
        )
    )
    for institution in institutions:
        shared = _context(sending, institution, last_year[institution.pk])
        for recipient in reach[institution.pk]:
            yield Draft(
                kind=sending.stage.template,
                key=f"reminder:{sending.fact(institution)}:{recipient.ref}",
                to=recipient.email,
                context=shared | _personal(sending, institution, recipient),
                organisation_id=institution.pk,
            )


def _context(sending: Sending, institution: Organisation, last_year: str) -> dict[str, Any]:
    school = institution.label
    return {
        "school": school,
        "year": in_words(sending.year),
        "this_year": words.this_year(institution.return_state, school=school, year=sending.year),  # type: ignore[attr-defined]
        "last_year": words.last_year(last_year, school=school, year=year_before(sending.year)),
        "asker": sending.asker,
    }


def _personal(sending: Sending, institution: Organisation, recipient: queries.Recipient) -> dict[str, Any]:
    """The one link is to this year's return; a contact, who would not get in there, is led to joining this school."""
    page = reverse("benchmarks:year", args=[institution.urn, sending.year])
    join = reverse("organisations:ask", args=[institution.urn])
    return {
        "name": recipient.name,
        "joined": recipient.joined,
        "why": words.why(school=institution.label, joined=recipient.joined),
        "link": settings.SITE_URL + (page if recipient.joined else join),
        "button": "Open this year's return" if recipient.joined else "Join, then start the return",
    }


def _keep_for(sending: Sending) -> timedelta:
    """A letter that could not go is not sent after its stage's last day: it would speak of a day that has passed."""
    if not sending.stage.until_month or not sending.stage.until_day:
        return KEEP_FOR
    last = in_year(sending.year, sending.stage.until_month, sending.stage.until_day)
    return min(KEEP_FOR, max(last - sending.on, timedelta()) + timedelta(days=1))
