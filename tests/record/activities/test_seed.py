"""The demo's made-up activities are the same each time, and only where there is a roll."""

import pytest
import time_machine

from frontdoor.record.activities.kinds import ACCESS
from frontdoor.record.activities.seed import seed_demo
from frontdoor.record.models import Activity, ActivityKind, Attendance, Participation
from tests.record.activities.conftest import NOW
from tests.record.factories import enrolled


@time_machine.travel(NOW, tick=False)
@pytest.mark.django_db
def test_a_year_and_a_term_of_activity_made_once(here, elsewhere, beyond, amina) -> None:
    for year in range(7, 14):
        for _ in range(10):
            enrolled(here, year_group=year)
    enrolled(elsewhere, year_group=11)
    seed_demo()
    number = Participation.objects.count()
    seed_demo()

    mine = Activity.objects.filter(institution=here)
    assert Participation.objects.count() == number
    assert {*mine.values_list("kind", flat=True)} == {*ActivityKind.values}
    assert mine.filter(day__lt="2026-09-01").count() > 10
    assert mine.filter(parts__contains=[part.value for part in ACCESS], in_school_hours=True).exists()
    assert not mine.filter(day__gt=NOW.date()).exists()
    assert not mine.filter(day__week_day__in=[1, 7]).exists()
    assert mine.filter(participations__attendance=Attendance.ABSENT).exists()
    met = mine.filter(kind=ActivityKind.GUIDANCE, one_to_one=True, participations__attendance="attended")
    assert 0 < met.filter(participations__learner__enrolments__year_group=11).count() < 10
    assert 0 < Activity.objects.filter(institution=elsewhere).count() < mine.count() / 2
    assert not Activity.objects.filter(institution=beyond).exists()
