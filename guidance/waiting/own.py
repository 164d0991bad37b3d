"""Somebody joins for themself: a record is begun for who has none, as when they book."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from frontdoor.record.claims.actions import start
from frontdoor.record.models import Learner
from guidance.booking.actions import Answers
from guidance.booking.own import About, say_born
from guidance.models import BookedAs, Wait
from guidance.waiting.actions import join


@transaction.atomic
def join_own(
    *, learner: Learner | None, about: About, channels: Sequence[str], answers: Answers, by: Any, now: datetime
) -> Wait:
    """Join; nothing at all is kept when it is refused."""
    if learner is None:
        learner = start(given_names=about.given_names, family_name=about.family_name, by=by, now=now)
    if about.born:
        learner = say_born(learner=learner, born=about.born, by=by, now=now)
    return join(learner=learner, channels=channels, answers=answers, booked_as=BookedAs.LEARNER, by=by, now=now)
