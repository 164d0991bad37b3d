"""Keeps the listing's rows true: called in the transaction of everything that changes what shows, and each night."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from workexperience.listing.index import REFRESH
from workexperience.models import Listing, Offer

A_BATCH = 5_000  # offers a transaction, so that the night's round holds nobody up for long


@transaction.atomic
def refresh(ids: Iterable[int], *, now: datetime) -> None:
    """Make the rows of these offers what the offers, their free places and their employers' checks say now.

    One statement; what stays the same is not written. Whoever changes one of these calls it in the same transaction.
    """
    if wanted := list(ids):
        with connection.cursor() as cursor:
            cursor.execute(REFRESH, {"ids": wanted, "on": timezone.localdate(now)})


def refresh_employer(employer_id: int, *, now: datetime) -> None:
    """The rows of all that an employer offers: its check, name or place has changed."""
    offers = Offer.objects.filter(employer=employer_id, opened_at__isnull=False, closed_at=None)
    refresh(offers.values_list("pk", flat=True), now=now)


refresh_offers = refresh  # as `applications.places` calls it, when places were taken or set free


def heal(*, now: datetime) -> int:
    """Every row anew, batch by batch: days that began move `starts_on` on, days that ended take rows away. Says how many offers."""
    open_ones = Offer.objects.filter(opened_at__isnull=False, closed_at=None).values_list("pk", flat=True)
    ids = sorted({*open_ones, *Listing.objects.values_list("pk", flat=True)})
    for start in range(0, len(ids), A_BATCH):
        refresh(ids[start : start + A_BATCH], now=now)
    return len(ids)
