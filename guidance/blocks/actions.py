"""Ordering a block, the service's word on it, and its end. What is chosen for a school goes one after the other."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from frontdoor.ground.dates import months_later
from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User
from frontdoor.record.holding import hold
from guidance.access import refuse_leavers
from guidance.blocks import letters, rules
from guidance.blocks.offers import sold_to, version_of
from guidance.booking.actions import LETTERS
from guidance.models import Block, Supply, TimeOffer
from guidance.models.blocks import TERMS
from guidance.supplies import queries as supplies
from guidance.supplies.rules import problem_with_first_day
from guidance.times.clocks import ONE_DAY

NOT_SOLD = "{name} does not sell this any more. Choose another offer."
TOO_FEW = "Order at least {least} sessions."
TOO_MANY = f"Order at most {rules.MOST_SESSIONS:,} sessions at once."
NO_YEARS = "Choose at least one year group."
NOT_YOURS = "These are not year groups of {name}."
CHANGED = "{name} has changed this offer since you read it. Read it again before you order."
LONG_NUMBER = "Your purchase order number must be 40 characters or fewer."
NO_NUMBER = "Enter your purchase order number. The service puts it on its invoice."
DECIDED = "This order has been answered already."
WITHDRAWN = "The school has taken this order back."
OVER = "This block is over, so it cannot be changed."
SAY_WHY = "Say why. The school reads this."
MOST_NUMBER, MOST_KEY = 40, 40  # characters


@dataclass(frozen=True)
class Order:
    """What a school orders of an offer. `seen`: `offers.version_of` what its page showed, where it showed the terms before."""

    sessions: int
    year_groups: tuple[int, ...]
    first_day: date
    order_number: str
    seen: str = ""


@transaction.atomic
def order(*, institution: Organisation, offer_id: int, asked: Order, key: str, by: User, now: datetime) -> Block:
    """Order a block; those who run the service get a letter. The same key again is the same order.

    It is confirmed at once where the service has said so for orders of this size.
    """
    hold(institution.pk)
    refuse_leavers(institution, Can.CHOOSE_SUPPLIERS, by)
    order_key = f"{institution.pk}:{by.pk}:{key[:MOST_KEY]}"
    if same := Block.objects.filter(order_key=order_key).first():
        return same
    offer = TimeOffer.objects.select_for_update(of=("self",), no_key=True).select_related("service__organisation")
    chosen = offer.filter(pk=offer_id).first()
    if chosen is None or not sold_to(institution).filter(pk=chosen.pk).exists():
        raise Refused(NOT_SOLD.format(name=chosen.service.organisation.name if chosen else "The service"))
    _refuse_nonsense(institution, chosen, asked, now)
    terms = {name: getattr(chosen, name) for name in TERMS}
    sessions = rules.sessions_bought(asked.sessions, priced_by=chosen.priced_by, sessions_a_day=chosen.sessions_a_day)
    block = Block.objects.create(
        offer=chosen,
        service=chosen.service,
        institution=institution,
        reference=get_random_string(8, LETTERS),
        year_groups=sorted(asked.year_groups),
        sessions=sessions,
        total=price(chosen, sessions),
        order_number=asked.order_number.strip(),
        first_day=asked.first_day,
        last_day=last_day_of(chosen, asked.first_day),
        order_key=order_key,
        ordered_by=by,
        ordered_at=now,
        **terms,
    )
    if sessions <= chosen.confirms_up_to:
        _accept(block, by=None, note="", now=now)
    letters.ordered(block, now=now)
    return block


@transaction.atomic
def decide(*, block_id: int, accepted: bool, note: str, by: User, now: datetime) -> Block:
    """The service says yes, or no with a reason; the school gets a letter. The same word again changes nothing."""
    block = _locked(block_id)
    refuse_leavers(block.service.organisation, Can.MANAGE_ADVISERS, by)
    if block.accepted is not None:
        if block.accepted == accepted:
            return block
        raise Refused(DECIDED)
    if block.ended_at:
        raise Refused(WITHDRAWN)
    if accepted and block.last_day < timezone.localdate(now):
        raise Refused(OVER)
    if not accepted and not note.strip():
        raise Refused(SAY_WHY)
    if accepted:
        _accept(block, by=by, note=note, now=now)
    else:
        _decided(block, accepted=False, by=by, note=note, now=now)
    letters.decided(block, now=now)
    return block


@transaction.atomic
def end(*, block_id: int, because: str, by: User, by_service: bool, now: datetime) -> Block:
    """Either side ends it, the service with a reason: what is left is gone, what is booked stays. The other side gets a letter.

    `by_service`: on whose behalf it is ended, because that decides what is paid; one person may work at both.
    """
    block = _locked(block_id)
    if by_service:
        refuse_leavers(block.service.organisation, Can.MANAGE_ADVISERS, by)
    else:
        refuse_leavers(block.institution, Can.CHOOSE_SUPPLIERS, by)
    if block.ended_at or block.accepted is False:
        return block
    if block.last_day < timezone.localdate(now):
        raise Refused(OVER)
    if by_service and not because.strip():
        raise Refused(SAY_WHY)
    block.ended_by, block.ended_at, block.ended_because = by, now, because.strip()[:300]
    block.ended_by_service = by_service
    block.save(update_fields=["ended_by", "ended_at", "ended_because", "ended_by_service"])
    letters.ended(block, now=now)
    return block


def price(offer: TimeOffer, sessions: int) -> Any:
    """What so many sessions of an offer cost, in pounds."""
    return rules.price_of(sessions, priced_by=offer.priced_by, price=offer.price, sessions_a_day=offer.sessions_a_day)


def last_day_of(offer: TimeOffer, first_day: date) -> date:
    """The last day of a block of this offer that begins on a day."""
    return months_later(first_day, offer.months_valid) - ONE_DAY


def _accept(block: Block, *, by: User | None, note: str, now: datetime) -> None:
    _decided(block, accepted=True, by=by, note=note, now=now)
    _supply(block, now)


def _decided(block: Block, *, accepted: bool, by: User | None, note: str, now: datetime) -> None:
    block.accepted, block.decided_by, block.decided_at, block.decision_note = accepted, by, now, note.strip()[:300]
    block.save(update_fields=["accepted", "decided_by", "decided_at", "decision_note"])


def _supply(block: Block, now: datetime) -> None:
    """The service is a supplier of the school from now on, by its blocks only. What was chosen before is widened."""
    mine = {"institution": block.institution, "service": block.service, "ended_at": None}
    live = Supply.objects.select_for_update().filter(**mine).first()
    if live and supplies.standing_of(live, on=timezone.localdate(now)).is_over:
        live.ended_by, live.ended_at = block.ordered_by, now
        live.save(update_fields=["ended_by", "ended_at"])
        live = None
    years = {*block.year_groups}
    if live is None:
        days = {"first_day": block.first_day, "last_day": block.last_day, "created_by": block.ordered_by}
        Supply.objects.create(**mine, **days, year_groups=sorted(years), by_block=True, created_at=now)
        return
    live.year_groups, live.by_block = sorted(years | {*live.year_groups}), True
    live.first_day = min(live.first_day, block.first_day)
    live.last_day = max(live.last_day, block.last_day) if live.last_day else None
    live.save(update_fields=["year_groups", "by_block", "first_day", "last_day"])


def _locked(block_id: int) -> Block:
    """The school is held first, as whoever orders does; then the block."""
    institution_id = Block.objects.values_list("institution", flat=True).get(pk=block_id)
    hold(institution_id)
    held = Block.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("institution", "service__organisation").get(pk=block_id)


def _refuse_nonsense(institution: Organisation, offer: TimeOffer, asked: Order, now: datetime) -> None:
    if asked.seen and asked.seen != version_of(offer):
        raise Refused(CHANGED.format(name=offer.service.organisation.name))
    if asked.sessions < offer.least_sessions:
        raise Refused(TOO_FEW.format(least=offer.least_sessions))
    if asked.sessions > rules.MOST_SESSIONS:
        raise Refused(TOO_MANY)
    if not asked.year_groups:
        raise Refused(NO_YEARS)
    if not set(asked.year_groups) <= {*supplies.year_groups(institution)}:
        raise Refused(NOT_YOURS.format(name=institution.name))
    if problem := problem_with_first_day(asked.first_day, on=timezone.localdate(now)):
        raise Refused(f"{problem}.")
    if not asked.order_number.strip():
        raise Refused(NO_NUMBER)
    if len(asked.order_number.strip()) > MOST_NUMBER:
        raise Refused(LONG_NUMBER)
