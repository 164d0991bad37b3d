"""Activities that another room keeps: written, corrected and taken back by their key."""

from datetime import date
from decimal import Decimal

import pytest

from frontdoor.ground.privacy import past
from frontdoor.ground.refused import Refused
from frontdoor.record.activities import actions, words
from frontdoor.record.activities.elsewhere import put_activity, take_back
from frontdoor.record.activities.facts import Facts, facts_of
from frontdoor.record.models import Activity, ActivityKind, Attendance, Participation
from tests.record.activities.conftest import NOW
from tests.record.factories import enrolled

pytestmark = pytest.mark.django_db
KEY = "another.room:1"
DATES = (date(2026, 11, 2), date(2026, 11, 4))


@pytest.fixture
def put(here):
    """`put(attendance=..., **facts)`: two dates at a workplace of one learner."""
    learner = enrolled(here).learner

    def do(attendance=Attendance.ATTENDED, feedback=False, **facts) -> Activity:
        same = {"kind": ActivityKind.WORKPLACE, "title": "In the workshop", "hours": Decimal(12)}
        days = {"day": DATES[0], "last_day": DATES[-1], "dates": DATES}
        return put_activity(
            institution=here, learner=learner, by=None, now=NOW, facts=Facts(**same | days | facts),
            attendance=attendance, feedback=feedback, source="Another room", source_key=KEY,
        )  # fmt: skip

    return do


def test_the_same_again_writes_nothing_and_other_facts_are_the_same_activity(put) -> None:
    first = put()
    put()
    assert not past(Activity).exists()
    assert put(hours=Decimal(6), attendance=Attendance.ABSENT, feedback=True).pk == first.pk
    assert Activity.objects.get().hours == 6
    mark = Participation.objects.get()
    assert (mark.attendance, mark.feedback) == (Attendance.ABSENT, True)
    assert past(Activity).count() == 1


def test_nobody_changes_it_by_hand(put, amina) -> None:
    found = put()
    with pytest.raises(Refused, match="another part of the service"):
        actions.delete_activity(activity=found, by=amina)


def test_taken_back_it_is_gone_and_the_history_has_it(put, here, elsewhere) -> None:
    put()
    take_back(institution=elsewhere, source_keys=[KEY])
    assert Activity.objects.exists()
    take_back(institution=here, source_keys=[KEY])
    assert not Activity.objects.exists()
    assert past(Activity).exists()


def test_dates_with_gaps_are_told_as_such(put) -> None:
    found = put()
    assert found.dates == [*DATES]
    assert words.days_in_words(facts_of(found)) == "2 dates from 2 November 2026 to 4 November 2026"
    whole = put(dates=(DATES[0], date(2026, 11, 3), DATES[1]))
    assert words.days_in_words(facts_of(whole)) == "2 November 2026 to 4 November 2026"


def test_a_name_that_does_not_fit_is_a_mistake_of_the_other_room(put) -> None:
    with pytest.raises(ValueError, match="name that fits"):
        put(title="")
