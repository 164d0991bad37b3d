"""A whole offer at once, as a file gives it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextField
from django.utils import timezone

from frontdoor.ground.refused import Refused
from workexperience.applications import places
from workexperience.applications.moves import put
from workexperience.listing.actions import refresh
from workexperience.models import Employer, Offer, OfferState
from workexperience.offers import queries, rules
from workexperience.offers.actions import CLOSED, FACTS, agreed_to, fill, mark_open
from workexperience.offers.days import replace_days
from workexperience.offers.plan import Days, Problem


@dataclass(frozen=True)
class Whole:
    """What became of it. `rejected` has problems, and nothing of it is stored; the others have an offer and none."""

    outcome: Literal["created", "updated", "unchanged", "rejected"]
    problems: tuple[Problem, ...] = ()
    offer_id: int | None = None


class _Stopped(Exception):
    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


def save_whole(
    *,
    employer: Employer,
    reference: str,
    facts: Mapping[str, Any],
    sessions: Iterable[Days],
    by: Any,
    now: datetime,
) -> Whole:
    """Make the employer's offer of this reference what the facts say, and open it.

    `facts` are values of `Offer` columns by name (`actions.FACTS`; `sector` is a `careers.Category`, `year_groups` and
    `adjustments` are lists of values); a column that is not named stays as it is. The postcode becomes a point. `sessions`
    are all its days. The same again changes nothing, also when its days have gone by or it was closed meanwhile. With a
    problem nothing is stored. `by` may be None: a command.
    """
    wanted = list(sessions)
    found = rules.impossible(wanted)
    if not reference.strip():
        found.insert(0, Problem("reference", "Enter a reference: your own name for this offer, used for no other."))
    if found:
        return Whole("rejected", tuple(found))
    try:
        with transaction.atomic():
            # Two files of one employer at once wait for each other: each reference is one offer. `no_key`: who holds an
            # offer and writes a row that points to the employer does not wait for this, which waits for the offer.
            Employer.objects.select_for_update(of=("self",), no_key=True).get(pk=employer.pk)
            offer = queries.of(employer).select_for_update(of=("self",)).filter(reference=reference.strip()).first()
            new = Offer(employer=employer, reference=reference.strip(), created_by=by, created_at=now)
            return _save(offer or new, facts, wanted, by=by, now=now)
    except _Stopped as stopped:
        return Whole("rejected", stopped.problems)


def _save(offer: Offer, facts: Mapping[str, Any], sessions: list[Days], *, by: Any, now: datetime) -> Whole:
    is_new, was = offer.pk is None, offer.state
    named = _fill(offer, facts)
    if named or is_new:
        offer.save(update_fields=None if is_new else named)
    changed = bool(_replace(offer, sessions) or named)
    if not changed and was != OfferState.DRAFT:
        return Whole("unchanged", offer_id=offer.pk)
    _refuse(offer, was, now)
    if was == OfferState.DRAFT:
        mark_open(offer, by=by, now=now)
    refresh([offer.pk], now=now)
    places.hand_on(offer, now=now, move=put)
    return Whole("created" if is_new else "updated", offer_id=offer.pk)


def _replace(offer: Offer, sessions: list[Days]) -> bool:
    try:
        return replace_days(offer, sessions)
    except Refused as refusal:
        raise _Stopped([Problem("sessions", str(refusal))]) from None


def _fill(offer: Offer, facts: Mapping[str, Any]) -> list[str]:
    try:
        named = fill(offer, facts)
    except Refused as refusal:
        raise _Stopped([Problem("postcode", str(refusal))]) from None
    wrong = (rules.ages(offer.youngest, offer.oldest), agreed_to(offer, named), _too_long(offer, facts))
    if found := [problem for some in wrong for problem in some]:
        raise _Stopped(found)
    try:
        offer.clean_fields(exclude={column.name for column in Offer._meta.fields} - set(FACTS))
    except ValidationError as wrong:
        raise _Stopped(_unfit(wrong)) from None
    return named


def _too_long(offer: Offer, names: Iterable[str]) -> Iterable[Problem]:
    """Texts with more characters than their column says. The database keeps the limit of the short ones only."""
    for name in names:
        column = Offer._meta.get_field(name)
        most = getattr(column, "max_length", None)
        if isinstance(column, TextField) and most and len(held := getattr(offer, name)) > most:
            yield Problem(name, f"{_called(name)} is {len(held):,} characters long. Shorten it to {most:,}.")


def _called(name: str) -> str:
    label = str(getattr(Offer._meta.get_field(name), "verbose_name", name))
    return f"{label[:1].upper()}{label[1:]}"


def _unfit(wrong: ValidationError) -> Iterable[Problem]:
    """What the columns themselves refuse: a title that is too long, an age of 7."""
    for name, messages in wrong.message_dict.items():
        yield Problem(name, f"{_called(name)}: {messages[0]}")


def _refuse(offer: Offer, was: OfferState, now: datetime) -> None:
    if was == OfferState.CLOSED:
        raise _Stopped([Problem("reference", f"{CLOSED} Give the row another reference.")])
    if found := queries.problems_of(offer, on=timezone.localdate(now)):
        raise _Stopped(found)
