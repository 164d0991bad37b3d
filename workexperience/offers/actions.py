"""What an employer does with an offer: begin, change, open, close, offer again."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from workexperience.applications import places as line
from workexperience.applications.moves import put
from workexperience.listing.actions import refresh
from workexperience.models import Employer, Offer, OfferState
from workexperience.offers import days, places, queries, rules
from workexperience.offers.plan import Days, Problem

UNCHANGED: Any = object()
CLOSED = "This offer is closed. Offer it again instead."
# Every column that an employer fills in. `reference` and who opened or closed it when are not among them.
FACTS = (
    *("kind", "mode", "label", "title", "sector", "doing", "learning"),
    *("has_task", "has_live_contact", "gives_feedback"),
    *("address", "town", "postcode", "adjustments", "adjustments_note", "pays_travel", "travel_note"),
    *("year_groups", "youngest", "oldest", "dress", "banned_tasks", "supervisor_name", "supervisor_phone"),
    "closes_on",
)
POINT = ("easting", "northing")


@transaction.atomic
def begin(*, employer: Employer, kind: str, mode: str, label: str, by: Any, now: datetime) -> Offer:
    """A new draft. The same person's draft of the same sort that nobody has written in is given again: a second click."""
    # `no_key`: whoever writes a row that points to the employer need not wait, so nobody waits in a ring.
    Employer.objects.select_for_update(of=("self",), no_key=True).get(pk=employer.pk)
    untouched = {"title": "", "opened_at": None, "copied_from": None, "reference": "", "sessions": None}
    same = {"kind": kind, "mode": mode, "label": label, "created_by": by}
    if mine := queries.of(employer).filter(**same, **untouched).first():
        return mine
    return Offer.objects.create(employer=employer, kind=kind, mode=mode, label=label, created_by=by, created_at=now)


@transaction.atomic
def change(*, offer_id: int, changes: Mapping[str, Any], by: Any, now: datetime) -> Offer:  # noqa: ARG001 history says who
    """Put these answers in place: names are columns among `FACTS`, and no other column is touched.

    Refused when the offer is closed, when the postcode is not known or not in England, when an open offer would get a
    problem that it did not have, and for what stays as it is while somebody comes (`queries.AGREED`).
    """
    offer = _held(offer_id)
    before = queries.problems_of(offer, on=timezone.localdate(now))
    _put(offer, changes)
    if "mode" in changes:
        days.follow_mode(offer)
    _refuse_new_problems(offer, before, now)
    refresh([offer.pk], now=now)
    return offer


@transaction.atomic
def set_sessions(
    *,
    offer_id: int,
    sessions: Iterable[Days],
    by: Any,  # noqa: ARG001 history says who
    now: datetime,
    closes_on: date | None = UNCHANGED,
) -> Offer:
    """These days in place of those there were, and with them the last day to apply when it is given.

    Days that stay the same keep their rows. Refused as `change` is, and as `days.replace_days` is.
    """
    wanted = list(sessions)
    _refuse(rules.impossible(wanted))
    offer = _held(offer_id)
    before = queries.problems_of(offer, on=timezone.localdate(now))
    if closes_on is not UNCHANGED:
        _put(offer, {"closes_on": closes_on})
    days.replace_days(offer, wanted)
    _refuse_new_problems(offer, before, now)
    refresh([offer.pk], now=now)
    line.hand_on(offer, now=now, move=put)
    return offer


@transaction.atomic
def open_offer(*, offer_id: int, by: Any, now: datetime) -> Offer:
    """Let it be seen, as soon as the employer is checked. An open one stays as it is."""
    offer = _held(offer_id)
    if offer.state == OfferState.OPEN:
        return offer
    _refuse(queries.problems_of(offer, on=timezone.localdate(now)))
    mark_open(offer, by=by, now=now)
    refresh([offer.pk], now=now)
    return offer


@transaction.atomic
def close(*, offer_id: int, by: Any, now: datetime) -> Offer:
    """Nobody new sees it from now on. A closed one stays as it is."""
    offer = _locked(offer_id)
    if offer.state == OfferState.DRAFT:
        raise Refused("This offer is a draft: nobody sees it, so there is nothing to close.")
    if offer.state == OfferState.OPEN:
        offer.closed_by, offer.closed_at = by, now
        offer.save(update_fields=["closed_by", "closed_at"])
        refresh([offer.pk], now=now)
    return offer


@transaction.atomic
def throw_away(*, offer_id: int, by: Any, now: datetime) -> None:  # noqa: ARG001 history says who and when
    """Delete a draft. One that is gone already is fine."""
    offer = Offer.objects.select_for_update(of=("self",)).filter(pk=offer_id).first()
    if offer and offer.state != OfferState.DRAFT:
        raise Refused("This offer was opened. Close it instead.")
    if offer:
        offer.delete()


@transaction.atomic
def again(*, offer_id: int, by: Any, now: datetime) -> Offer:
    """A new draft with everything but the days. A second click gets the same draft, while it has no days."""
    offer = _locked(offer_id)
    if made := offer.copies.filter(opened_at=None, created_by=by, sessions=None).first():
        return made
    facts = {name: getattr(offer, name) for name in (*FACTS, *POINT) if name != "closes_on"}
    return Offer.objects.create(
        **facts, employer_id=offer.employer_id, copied_from=offer, created_by=by, created_at=now
    )


def _locked(offer_id: int) -> Offer:
    """The offer, and before it its employer: a check that begins or ends at the same time sees the offer, or is seen."""
    list(Employer.objects.filter(offers=offer_id).select_for_update(of=("self",), no_key=True).values_list("pk"))
    found = Offer.objects.select_for_update(of=("self",)).filter(pk=offer_id).first()
    if found is None:
        raise Refused("This offer is not there any more.")
    return found


def _held(offer_id: int) -> Offer:
    offer = _locked(offer_id)
    if offer.state == OfferState.CLOSED:
        raise Refused(CLOSED)
    return offer


def _put(offer: Offer, changes: Mapping[str, Any]) -> None:
    """Save what differs, and only those columns: a colleague may be writing in others."""
    names = fill(offer, changes)
    _refuse(rules.ages(offer.youngest, offer.oldest))
    _refuse(agreed_to(offer, names))
    if names:
        offer.save(update_fields=names)


def fill(offer: Offer, changes: Mapping[str, Any]) -> list[str]:
    """Set what differs, tidied, without saving; the names of the columns that did. Refused for a postcode not known."""
    unknown = changes.keys() - set(FACTS)
    if unknown:
        raise ValueError(f"These are not answers about an offer: {sorted(unknown)}")
    new = {name: tidy(name, value) for name, value in changes.items()}
    new = {name: value for name, value in new.items() if getattr(offer, name) != value}
    if "postcode" in new:
        new |= queries.known_point(offer.employer_id, new["postcode"]) or places.of(new["postcode"])
    for name, value in new.items():
        setattr(offer, name, value)
    return list(new)


def agreed_to(offer: Offer, names: Iterable[str]) -> list[Problem]:
    """What is wrong with changing these columns of a locked offer for which somebody has applied."""
    changed = sorted(queries.AGREED.intersection(names))
    return [Problem(changed[0], queries.SOME_APPLIED)] if changed and queries.some_come(offer) else []


def tidy(name: str, value: Any) -> Any:
    """An answer as it is stored: texts without spaces around, lists in order, a postcode as it is written."""
    if name in ("doing", "learning", "banned_tasks"):
        return str(value or "").replace("\r\n", "\n").strip()
    if name == "postcode":
        return places.written(value or "")
    if name in ("year_groups", "adjustments"):
        return sorted(set(value or ()))
    return " ".join(value.split()) if isinstance(value, str) else value


def _refuse_new_problems(offer: Offer, before: list[Problem], now: datetime) -> None:
    """An open offer gets no problem by a change. One that time brought does not stop a change of something else."""
    if offer.state != OfferState.OPEN:
        return
    _refuse(found for found in queries.problems_of(offer, on=timezone.localdate(now)) if found not in before)


def _refuse(problems: Iterable[Problem]) -> None:
    for problem in problems:
        raise Refused(problem.sentence)


def mark_open(offer: Offer, *, by: Any, now: datetime) -> None:
    """Open a locked offer without problems."""
    offer.opened_by, offer.opened_at = by, now
    offer.save(update_fields=["opened_by", "opened_at"])
