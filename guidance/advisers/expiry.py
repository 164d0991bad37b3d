"""Reminders before nobody can be booked with an adviser any more, and the letters on the day after.

Any run makes what is due and was not made before. The last day is that of all proofs together (`rules.able_until`): one that
ends while another goes on is no news to anybody.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.running_out import RAN_OUT, TOLD_WITHIN, said, stage_due
from frontdoor.letters.many import Draft, queue_many
from frontdoor.organisations.models import Membership
from guidance.advisers import letters, queries, relying, rules
from guidance.advisers.relying import Booked
from guidance.advisers.standing import KIND_WORDS, SOON, Standing, name_of
from guidance.models import Adviser, Proof

BATCH = 200  # advisers whose letters are made in one transaction


@dataclass(frozen=True)
class Around:
    """What a batch of advisers needs besides their proofs, read once."""

    upset: dict[int, list[Booked]]
    managers: dict[int, list[Membership]]
    choosers: dict[int, list[Membership]]


def remind_of_expiry(*, on: date, now: datetime) -> int:
    """Write to each adviser with whom soon, or since now, nobody can be booked, to their service, and to schools with meetings.

    A letter is made once for each last day, stage and person; how many were made. A missed run catches up with the nearest
    stage only.
    """
    made, due = 0, list(_due(on).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(due), BATCH):
        with transaction.atomic():
            found = queries.at_work().filter(pk__in=due[start : start + BATCH]).order_by("pk")
            advisers = list(found.select_related("user", "service__organisation"))
            around = _around(advisers, now)
            standings = queries.standings_of(advisers, on)
            made += queue_many([draft for one in standings for draft in _drafts(one, around)], now=now)
    return made


def _due(on: date) -> QuerySet[Adviser]:
    """Those with a needed proof that ends around now: with others the last day cannot be near."""
    span = (on - timedelta(days=TOLD_WITHIN), on + SOON)
    ends = Proof.objects.filter(queries.SEEN, adviser=OuterRef("pk"), kind__in=rules.NEEDED, until__range=span)
    return queries.at_work().filter(Exists(ends))


def _around(advisers: list[Adviser], now: datetime) -> Around:
    upset: dict[int, list[Booked]] = defaultdict(list)
    for one in relying.upset(advisers, now=now):
        upset[one.adviser_id].append(one)
    managers: dict[int, list[Membership]] = defaultdict(list)
    for member in queries.managers({one.service_id for one in advisers}):
        managers[member.organisation_id].append(member)
    schools = relying.by_school(one for found in upset.values() for one in found)
    return Around(upset, managers, relying.choosers(schools))


def _drafts(standing: Standing, around: Around) -> Iterator[Draft]:
    last = _last_day(standing)
    stage = stage_due((last - standing.on).days) if last else None
    if last is None or stage is None:
        return
    adviser, over = standing.adviser, stage == RAN_OUT
    lacking = rules.lacking(standing.seen, last + rules.ONE_DAY)
    renewed = all(standing.waits(kind) for kind in lacking)
    fact = f"{adviser.pk}:{last.isoformat()}:{stage}"
    upset = [one for one in around.upset[adviser.pk] if one.day > last]
    context = _context(standing, last, lacking, upset) | {"renewed": renewed}
    kind = "able-over" if over else "able-ending"
    if over or not renewed:  # who has sent the renewal has done their part
        yield _to_adviser(kind, fact, adviser, context)
    for one in around.managers[adviser.service.organisation_id]:
        if one.user_id != adviser.user_id:
            yield letters.draft(f"{kind}-lead", fact, one, context)
    yield from letters.to_schools(f"{kind}-school", fact, adviser, upset, context=context, choosers=around.choosers)


def _last_day(standing: Standing) -> date | None:
    """The last day on which people can be booked, or could until a few days ago; None where a withdrawal has ended it."""
    if standing.is_able:
        return standing.able_until
    last = rules.last_able(standing.seen, standing.on, TOLD_WITHIN)
    needed = (proof for proof in standing.proofs if proof.kind in rules.NEEDED)
    withdrawn = [timezone.localdate(proof.ended_at) for proof in needed if proof.ended_at]
    return None if last is None or any(day > last for day in withdrawn) else last


def _context(standing: Standing, last: date, lacking: list[str], upset: list[Booked]) -> dict[str, Any]:
    adviser = standing.adviser
    return {
        "adviser": name_of(adviser),
        "place": adviser.service.organisation.label,
        "until": day_in_words(last),
        "when": said((last - standing.on).days),
        "what": " and ".join(KIND_WORDS[kind] for kind in lacking),
        "runs": "runs" if len(lacking) == 1 else "run",
        "path": letters.home(adviser),
    } | letters.meetings(upset)


def _to_adviser(kind: str, fact: str, adviser: Adviser, context: dict[str, Any]) -> Draft:
    place = adviser.service.organisation_id
    return Draft(kind, f"{kind}:{fact}:{adviser.user_id}", adviser.user.email, context, place)
