"""A search that found nothing is counted; who searched is not."""

from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from frontdoor.careers.models import Category
from frontdoor.organisations.models import Point
from frontdoor.organisations.places.spots import council_near
from workexperience.models import Unmet

KEPT_FOR = timedelta(days=731)  # two years; said so in docs/data.md

ONE_MORE = """
    INSERT INTO workexperience_unmet (month, council_id, sector_id, searches) VALUES (%s, %s, %s, 1)
    ON CONFLICT (council_id, month, sector_id) DO UPDATE SET searches = workexperience_unmet.searches + 1
"""


def count_unmet(*, point: Point | None, sector: Category | None, now: datetime) -> None:
    """One more search of this month that found nothing: in the council of the place, for this kind of work.

    No place or no kind of work is counted as none. Nothing else is kept: no words, no postcode, no time, nobody. One
    statement that adds in the database, so that two at once are two.
    """
    council = council_near(point) if point else None
    month = timezone.localdate(now).replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute(ONE_MORE, [month, council.pk if council else None, sector.pk if sector else None])


def forget_old(*, today: date) -> int:
    """Delete the counts of months that began over two years ago. Says how many."""
    return Unmet.objects.filter(month__lt=today - KEPT_FOR).delete()[0]
