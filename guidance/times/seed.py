"""The demo's hours: an ordinary week of each made-up adviser, and the autumn half term away."""

from datetime import UTC, date, datetime, time

from django.db import transaction

from frontdoor.organisations.invented.people import DOMAIN
from guidance.models import Adviser, Change, Channel, Weekly
from guidance.times import queries

SAID = datetime(2026, 9, 3, 9, tzinfo=UTC)
BEGAN = date(2026, 9, 7)
HALF_TERM = (date(2026, 10, 26), date(2026, 10, 30))
BOTH = [Channel.VIDEO.value, Channel.PHONE.value]
# Weekday, from, to. The last is at the service's first place, if it has one, on school days.
WEEK = [(0, time(9), time(12)), (1, time(13), time(16, 30)), (2, time(9, 30), time(12, 30))]
AT_A_PLACE = (3, time(9), time(15))


@transaction.atomic
def seed_demo() -> None:
    """Each adviser's week once, and none where somebody has said hours already, here or at another service."""
    made_up = Adviser.objects.filter(user__email__endswith=f"@{DOMAIN}").select_related("service__organisation")
    for adviser in made_up.order_by("pk"):
        if not Weekly.objects.filter(adviser__user=adviser.user_id).exists():
            _week(adviser)
            said = {"created_by_id": adviser.user_id, "created_at": SAID}
            Change.objects.create(adviser=adviser, is_away=True, first_day=HALF_TERM[0], last_day=HALF_TERM[1], **said)


def _week(adviser: Adviser) -> None:
    offered = [one for one in Channel.values if not adviser.channels or one in adviser.channels]
    apart = [one for one in BOTH if one in offered]
    for when in WEEK if apart else []:
        _hours(adviser, when, channels=apart)
    place = queries.open_places(adviser).first()
    if place and Channel.FACE in offered:
        terms_of = queries.councils_of(adviser, BEGAN).first()
        _hours(adviser, AT_A_PLACE, channels=[Channel.FACE.value], place=place, terms_of=terms_of)


def _hours(adviser: Adviser, when: tuple[int, time, time], **how: object) -> None:
    weekday, starts_at, ends_at = when
    said = {"first_day": BEGAN, "created_by_id": adviser.user_id, "created_at": SAID}
    Weekly.objects.create(adviser=adviser, weekday=weekday, starts_at=starts_at, ends_at=ends_at, **said, **how)
