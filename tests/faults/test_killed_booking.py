"""A web process that dies while somebody books, a worker that dies while times are offered: nothing half-done, nothing twice."""

import random

import pytest

from frontdoor.letters.models import Letter
from frontdoor.record.models import Reason, ReasonKind
from guidance.models import Draw, Hold, Meeting, Wait
from guidance.tasks import offer_free_times
from tests.faults.mortal import Mortal
from tests.guidance.booking.pages import BOOK, sent
from tests.guidance.booking.people import *  # noqa: F403
from tests.guidance.booking.people import NINE, NOW
from tests.guidance.factories import bought
from tests.guidance.waiting.conftest import full, join, open_times, pupil  # noqa: F401 `full` is a fixture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers, pytest.mark.usefixtures("at_nine")]
LETTERS = ["meeting-adviser-new", "meeting-booked"]
FEW, MANY = 14, 400  # kills; more statements than anything here has


def there() -> tuple[int, int, int, list[str]]:
    """The meeting, its reason, its session of bought time, and the letters about it."""
    letters = Letter.objects.filter(kind__startswith="meeting-").order_by("kind").values_list("kind", flat=True)
    reasons = Reason.objects.filter(kind=ReasonKind.BOOKED)
    return Meeting.objects.count(), reasons.count(), Draw.objects.filter(given_back_at=None).count(), list(letters)


NOTHING, ALL = (0, 0, 0, []), (1, 1, 1, LETTERS)


def test_web_process_that_dies_while_somebody_books_leaves_nothing_or_all(here, mia, ada, supplied, signed_in) -> None:
    """Killed before every single statement of the request. The press after it is one meeting and one letter each."""
    supplied.delete()
    bought(here, ada.service, 3)
    press = sent(ada, NINE, step="check")
    found = []
    with Mortal("tests.faults.deeds:send_booking", email=mia.account.email, sent=press, now=NOW.isoformat()) as doing:
        for statement in range(1, MANY):
            killed = doing.dies_at(statement)
            found.append(there())
            if found[-1] != NOTHING:
                break
    assert found[-1] == ALL
    assert found[:-1] == [NOTHING] * (len(found) - 1)
    assert len(found) > 30  # it was killed within the booking, not only before it

    answers = [signed_in(mia.account).post(BOOK, press) for _ in range(2)]
    assert [one["Location"] for one in answers] == [f"/guidance/booked/{Meeting.objects.get().pk}/"] * 2
    assert there() == ALL
    assert not Hold.objects.exists()
    print(f"{len(found)} requests, the last one {'killed' if killed else 'done'}")  # noqa: T201


def test_worker_that_dies_while_times_are_offered_keeps_none_twice(here, supplied, full, dice: random.Random) -> None:  # noqa: F811
    waits = [join(pupil(here, f"Pupil{number}", 11)) for number in range(4)]
    open_times(full, number=3)
    kills = 0
    with Mortal("tests.faults.deeds:offer_times", service=full.service_id, now=NOW.isoformat()) as doing:
        for _ in range(FEW):
            kills += doing.dies_at(dice.randrange(5, 60))
            offered = sorted(Wait.objects.exclude(offers=0).values_list("pk", "offers"))
            kept = sorted(Hold.objects.values_list("wait", flat=True))
            letters = Letter.objects.filter(kind="wait-offer")
            assert [pk for pk, _offers in offered] == kept
            assert {offers for _pk, offers in offered} <= {1}
            assert letters.count() == letters.values("to").distinct().count() == len(kept)
    assert kills

    offer_free_times(full.service_id)
    offer_free_times(full.service_id)
    assert sorted(Hold.objects.values_list("wait", flat=True)) == [one.pk for one in waits[:3]]
    assert len({one.lower for one in Hold.objects.values_list("during", flat=True)}) == 3
    assert Letter.objects.filter(kind="wait-offer").count() == 3
