"""A school follows another: what it had chosen and bought, its own staff, their time, meetings to come and waits go with its people.

What is over and what was held stay with the old school. All of it happens in the transaction of the succession.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.dispatch import receiver
from django.utils import timezone

from frontdoor.organisations.models import Membership, Organisation, Role
from frontdoor.organisations.signals import succeeded
from frontdoor.people.models import User
from guidance.advisers.taking_in import take_in
from guidance.chosen import not_over
from guidance.models import (
    Adviser,
    Block,
    BlockedPeriod,
    Meeting,
    Place,
    Service,
    Supply,
    TimeOffer,
    VideoYes,
    Wait,
    Weekly,
)
from guidance.supplies import letters
from guidance.supplies.queries import standing_of, terms_of
from guidance.supplies.rules import merged

ONE_DAY = timedelta(days=1)
FOLLOWED = "{new} follows {old}."


@receiver(succeeded, dispatch_uid="guidance-follow")
def follow(*, old: Organisation, new: Organisation, by: User | None, now: datetime, **_rest: Any) -> None:
    """Own staff first, because a school's choice of its own staff follows them; then its choices, its meetings, its advisers."""
    gone, stays = _move_own_staff(old, new, on=timezone.localdate(now))
    for supply in _to_move(old, gone, on=timezone.localdate(now)):
        service = stays if gone and stays and supply.service_id == gone.pk else supply.service
        _move_supply(supply, new, service, old=old, by=by, now=now)
    Meeting.objects.filter(institution=old, cancelled_at=None, during__startswith__gt=now).update(institution=new)
    Wait.objects.filter(institution=old, ended_at=None).update(institution=new)
    _move_blocks(old, new, gone, stays, on=timezone.localdate(now))  # after the meetings, as booking holds them
    _move_video_yes(old, new, by=by, now=now)
    # The succession makes memberships many at a time, which `advisers.taking_in` does not hear of.
    for membership in Membership.objects.filter(organisation=new, role=Role.ADVISER, ended_at=None):
        take_in(membership)


def _move_blocks(
    old: Organisation, new: Organisation, gone: Service | None, stays: Service | None, *, on: date
) -> None:
    """What was bought and is not over, orders that wait, and days that are blocked are the new school's, as they were said."""
    counts = Q(ended_at=None, last_day__gte=on) & ~Q(accepted=False)
    Block.objects.filter(counts, institution=old).update(institution=new)
    BlockedPeriod.objects.filter(institution=old, last_day__gte=on).update(institution=new)
    if gone and stays:
        TimeOffer.objects.filter(service=gone).update(service=stays)
        Block.objects.filter(service=gone).update(service=stays)


def _move_video_yes(old: Organisation, new: Organisation, *, by: User | None, now: datetime) -> None:
    """The old school's yes is the new one's; where that has said its own, the old one ends. See `_close` for who ended it."""
    live = VideoYes.objects.select_for_update().filter(ended_at=None)
    mine = live.filter(institution=old).first()
    if mine is None:
        return
    if live.filter(institution=new).exists():
        mine.ended_by, mine.ended_at = by or mine.created_by, now
        mine.save(update_fields=["ended_by", "ended_at"])
    else:
        mine.institution = new
        mine.save(update_fields=["institution"])


def _move_own_staff(old: Organisation, new: Organisation, *, on: date) -> tuple[Service | None, Service | None]:
    """The service of the old school, and that of the new one where it had one of its own: the old one is empty then."""
    gone = Service.objects.select_for_update().filter(organisation=old).first()
    stays = Service.objects.select_for_update().filter(organisation=new).first()
    if gone is None or stays is None:
        if gone:
            gone.organisation = new
            gone.save(update_fields=["organisation"])
        return gone, stays
    _move_places(gone, stays, old)
    Wait.objects.filter(service=gone).update(service=stays)
    there = {one.user_id: one for one in stays.advisers.all()}
    for adviser in Adviser.objects.select_for_update().filter(service=gone).order_by("pk"):
        if same := there.get(adviser.user_id):
            _join_advisers(adviser, same, on=on)
        else:
            adviser.service = stays
            adviser.save(update_fields=["service"])
    return gone, stays


def _move_places(gone: Service, stays: Service, old: Organisation) -> None:
    """Rooms keep their names; one that would be the second of its name is called after the old school too."""
    taken = {name.lower() for name in stays.places.filter(closed_at=None).values_list("name", flat=True)}
    for place in Place.objects.filter(service=gone):
        if place.closed_at is None and place.name.lower() in taken:
            after = f" (URN {old.urn})"
            place.name = place.name[: 120 - len(after)] + after
        place.service = stays
        place.save(update_fields=["service", "name"])


def _join_advisers(one: Adviser, other: Adviser, *, on: date) -> None:
    """What somebody has at the old school goes to their row at the new one, whose settings stay.

    What cannot stand beside what is there stays where it was, for the history: nobody is booked from it.
    """
    waiting = other.proofs.filter(decided_at=None).values("kind")
    one.proofs.exclude(Q(decided_at=None) & Q(kind__in=waiting)).update(adviser=other)
    there = list(other.weekly.all())
    for weekly in one.weekly.all():
        if _overlaps_any(weekly, there):
            _end_weekly(weekly, on=on)
        else:
            weekly.adviser = other
            weekly.save(update_fields=["adviser"])
            there.append(weekly)
    one.changes.update(adviser=other)
    held = other.meetings.filter(cancelled_at=None)
    for meeting in one.meetings.all():
        if meeting.cancelled_at or not held.filter(during__overlap=meeting.during).exists():
            meeting.adviser = other
            meeting.save(update_fields=["adviser"])
    for hold in one.holds.all():
        if other.holds.filter(during__overlap=hold.during).exists():
            hold.delete()
        else:
            hold.adviser = other
            hold.save(update_fields=["adviser"])


def _overlaps_any(weekly: Weekly, others: Iterable[Weekly]) -> bool:
    return any(
        weekly.weekday == other.weekday
        and weekly.starts_at < other.ends_at
        and other.starts_at < weekly.ends_at
        and weekly.first_day <= (other.last_day or date.max)
        and other.first_day <= (weekly.last_day or date.max)
        for other in others
    )


def _end_weekly(weekly: Weekly, *, on: date) -> None:
    if weekly.first_day < on and (weekly.last_day is None or weekly.last_day >= on):
        weekly.last_day = on - ONE_DAY
        weekly.save(update_fields=["last_day"])


def _to_move(old: Organisation, gone: Service | None, *, on: date) -> list[Supply]:
    """What the old school has chosen, and what its own staff give, as far as it is not over."""
    theirs = Q(institution=old) | Q(service=gone) if gone else Q(institution=old)
    held = Supply.objects.select_for_update(of=("self",)).select_related("institution", "service__organisation")
    return list(held.filter(theirs, ended_at=None, pk__in=not_over(on).values("pk")).order_by("pk"))


def _move_supply(
    supply: Supply, new: Organisation, service: Service, *, old: Organisation, by: User | None, now: datetime
) -> None:
    """To the new school; where that has chosen the same service, its row takes the year groups and this one ends.

    Time is bought only where both had bought it: nobody who met its advisers without a block loses them by a merger.
    """
    on = timezone.localdate(now)
    buyer = new if supply.institution_id == old.pk else supply.institution
    there = Supply.objects.filter(institution=buyer, service=service, ended_at=None).exclude(pk=supply.pk)
    same = there.select_related("institution", "service__organisation").first()
    if same and standing_of(same, on=on).is_over:
        _close(same, "", by=by, now=now)  # its last day has passed: that is why it is over
        same = None
    if same is None:
        supply.institution, supply.service = buyer, service
        supply.save(update_fields=["institution", "service"])
        letters.moved(supply, old=old, now=now)
        return
    terms = merged(terms_of(supply), terms_of(same))
    same.year_groups, same.first_day, same.last_day = list(terms.year_groups), terms.first_day, terms.last_day
    same.by_block = same.by_block and supply.by_block
    same.save(update_fields=["year_groups", "first_day", "last_day", "by_block"])
    _close(supply, FOLLOWED.format(new=new, old=old), by=by, now=now)
    letters.moved(same, old=old, now=now)


def _close(supply: Supply, because: str, *, by: User | None, now: datetime) -> None:
    """Nobody ended it when the register's file said that the school is followed: whoever chose it stands for that.

    Who and when stand together in the row, and the reason says what happened.
    """
    supply.ended_by, supply.ended_at, supply.ended_because = by or supply.created_by, now, because[:300]
    supply.save(update_fields=["ended_by", "ended_at", "ended_because"])
