"""What needs this person, from this room: letters that may not have arrived."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from frontdoor.ground.todo import Due
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.oversight.letters.queries import in_doubt_for


def due(user: Any, now: datetime) -> Iterable[Due]:  # noqa: ARG001 - a letter in doubt has no date
    """One line for each place where the person looks after letters, while there are any."""
    places = list(organisations_for(user, Can.SEE_LETTERS))
    count = in_doubt_for(user, Can.SEE_LETTERS).count() if places else 0
    if count:
        what = "1 letter may not have arrived" if count == 1 else f"{count} letters may not have arrived"
        for place in places:
            yield Due(what, place.name, reverse("oversight:letters"), "See the letters")
