"""What needs this person, from this room: who has not yet reported, whom no letter reaches, letters in doubt."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due, Page
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.oversight import queries
from frontdoor.oversight.letters.queries import in_doubt_for


def due(user: Any, now: datetime) -> Iterable[Due]:
    """Each line only while it is true. Nothing has a date: "not yet" is fine."""
    yield from _coverage(user, now)
    yield from _letters(user)


def _coverage(user: Any, now: datetime) -> Iterator[Due]:
    place = organisations_for(user, Can.SEE_COVERAGE).order_by("pk").first()
    if place is None:
        return
    today = timezone.localdate(now)
    rows = queries.in_state(queries.covered(user, queries.Filters(), today=today), "not-yet")
    if count := rows.count():
        what = f"{count:,} institution{' has' if count == 1 else 's have'} not yet reported this year"
        yield Due(what, place.label, f"{reverse('oversight:coverage')}?state=not-yet", "See the list")
    if count := queries.without_contact(user, today=today).count():
        what = f"{count:,} institution{' has' if count == 1 else 's have'} no contact, so no reminder can reach them"
        yield Due(what, place.label, reverse("oversight:no-contact"), "See which")


def _letters(user: Any) -> Iterator[Due]:
    """One line for each place where the person looks after letters, while there are any."""
    places = list(organisations_for(user, Can.SEE_LETTERS))
    count = in_doubt_for(user, Can.SEE_LETTERS).count() if places else 0
    if count:
        what = "1 letter may not have arrived" if count == 1 else f"{count} letters may not have arrived"
        for place in places:
            yield Due(what, place.label, reverse("oversight:letters"), "See the letters")


def pages(held: frozenset[Can]) -> Iterator[Page]:
    """Who has reported, encounters given, and letters in doubt."""
    if Can.SEE_COVERAGE in held:
        yield Page("Who has reported, and who has not yet", reverse("oversight:coverage"))
    if Can.SEE_HOSTED in held:
        yield Page("Encounters you gave to schools and colleges", reverse("oversight:provider-access"))
    if Can.SEE_LETTERS in held:
        yield Page("Letters that may not have arrived", reverse("oversight:letters"))
