"""Saving for somebody with an account. Each action may be repeated and then changes nothing."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from frontdoor.careers.models import Career
from frontdoor.careers.saving.kept import Kept, Result
from frontdoor.careers.saving.models import Saved
from frontdoor.ground.refused import Refused
from frontdoor.people.models import User

MOST = 200
FULL = f"You have saved {MOST} things, and an account holds no more. Remove one, then save this one."


@transaction.atomic
def save_career(*, by: User, career: Career, now: datetime) -> None:
    """Save a career. Refused when the account holds as many things as it can."""
    if not Saved.objects.filter(user=by, career=career).exists():
        _room(by)
        Saved.objects.get_or_create(user=by, career=career, defaults={"saved_at": now})


@transaction.atomic
def save_result(*, by: User, code: str, aside: tuple[str, ...], now: datetime) -> None:
    """Save a quiz result; the same answers again take the older one's place."""
    if not Saved.objects.filter(user=by, code=code).exists():
        _room(by)
    Saved.objects.update_or_create(user=by, code=code, defaults={"aside": list(aside), "saved_at": now})


def _room(by: User) -> None:
    if Saved.objects.filter(user=by).count() >= MOST:
        raise Refused(FULL)


def remove_career(*, by: User, slug: str) -> None:
    """Forget a saved career."""
    Saved.objects.filter(user=by, career__slug=slug).delete()


def remove_result(*, by: User, code: str) -> None:
    """Forget a saved quiz result."""
    Saved.objects.filter(user=by, code=code).exclude(code="").delete()


def clear(*, by: User) -> None:
    """Forget everything that this person saved."""
    Saved.objects.filter(user=by).delete()


@transaction.atomic
def carry(*, by: User, kept: Kept, now: datetime) -> None:
    """Put what a browser kept for a visitor into the account that they have just signed in to.

    What the account has already stays as it is. Nothing is refused: losing what somebody saved would be worse than an
    account that holds a few more.
    """
    careers = {one.slug: one for one in Career.objects.filter(slug__in=kept.careers)}
    rows = [Saved(user=by, career=careers[slug], saved_at=now) for slug in kept.careers if slug in careers]
    rows += [Saved(user=by, code=one.code, aside=list(one.aside), saved_at=_noon(one)) for one in kept.results]
    Saved.objects.bulk_create(rows, ignore_conflicts=True)


def _noon(result: Result) -> datetime:
    """A cookie knows the day only."""
    return timezone.make_aware(datetime.combine(result.day, time(12)))
