"""The letters about blocks, each made in the transaction of its cause. Numbers, days and references: nobody's name."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.years import year_groups_in_words
from frontdoor.letters.many import Draft, queue_many
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from frontdoor.organisations.models import Membership
from guidance.blocks.queries import left_of
from guidance.blocks.words import sessions_in_words
from guidance.models import Block
from guidance.supplies.queries import who_choose, who_run

ORDERED, CONFIRMED, DECLINED, ENDED = "block-ordered", "block-confirmed", "block-declined", "block-ended"
ENDING, RENEW = "block-ending", "block-renew"


def ordered(block: Block, *, now: datetime) -> None:
    """To those who run the service: a school has ordered; whether they still have to say yes."""
    _write(ORDERED, block, who_run(block.service), now, waits="" if block.accepted else "yes")


def decided(block: Block, *, now: datetime) -> None:
    """To those who choose at the school: yes, or no and why."""
    kind = CONFIRMED if block.accepted else DECLINED
    _write(kind, block, who_choose(block.institution), now, because=block.decision_note)


def ended(block: Block, *, now: datetime) -> None:
    """To the other side: it is ended, or an order is taken back, and why where that was said."""
    people = who_choose(block.institution) if block.ended_by_service else who_run(block.service)
    said = {"because": block.ended_because, "by": "service" if block.ended_by_service else "school"}
    _write(ENDED, block, people, now, **said, waited="yes" if block.accepted is None else "")


def ending(block: Any, *, step: str, now: datetime) -> None:
    """To those who choose at the school: it ends soon and something is left."""
    _write(ENDING, block, who_choose(block.institution), now, step, left=str(block.left))


def renew(block: Any, *, now: datetime) -> None:
    """To the same: it is used up or over, and how to order the next one."""
    _write(RENEW, block, who_choose(block.institution), now, left=str(block.left))


def _write(kind: str, block: Block, people: Iterable[Membership], now: datetime, step: str = "", **more: str) -> None:
    """One letter a person and step."""
    context = {
        "school": block.institution.label,
        "service": block.service.organisation.label,
        "sessions": sessions_in_words(block.sessions),
        "years": year_groups_in_words(block.year_groups),
        "first": day_in_words(block.first_day),
        "last": day_in_words(block.last_day),
        "number": block.order_number,
        "reference": block.reference,
        **more,
    }
    queue_many([_draft(kind, block, one, context, step) for one in people], now=now)


def _draft(kind: str, block: Block, to: Membership, context: dict[str, str], step: str) -> Draft:
    at_school = to.organisation_id == block.institution_id
    address = (
        reverse("guidance:block", args=[block.institution.urn, block.pk])
        if at_school
        else reverse("guidance:sold-block", args=[block.service.organisation_id, block.pk])
    )
    key = f"{kind}:{block.pk}:{step or 'once'}:{to.user_id}"
    return Draft(kind, key, to.user.email, context | {"link": address}, organisation_id=to.organisation_id)


@wanted_while("block-")
def still_true(letter: Letter, now: datetime) -> bool:
    """Ordered: until it is answered or ended. Ending: while something is left to be used; renew: while nothing is. A no and an end stay true."""
    block = Block.objects.filter(pk=letter.key.split(":")[1]).first()
    if block is None:
        return False
    if letter.kind in (DECLINED, ENDED):
        return True
    if block.ended_at:
        return False
    if letter.kind == ORDERED:  # one that was confirmed at once is decided by nobody
        return block.accepted is None or block.decided_by_id is None
    if letter.kind == CONFIRMED:
        return True
    is_to_be_used = block.last_day >= timezone.localdate(now) and left_of(block) > 0
    return is_to_be_used == (letter.kind == ENDING)
