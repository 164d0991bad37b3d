"""The made-up year of a whole council's school, for measuring."""

import pytest
from django.db.models import Count, Min

from frontdoor.organisations.invented import area as bodies
from frontdoor.record import area
from frontdoor.record.models import Activity, Enrolment, Learner
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db


def test_a_school_has_a_roll_and_a_year_of_activity_once(monkeypatch) -> None:
    monkeypatch.setattr(area, "PUPILS", 42)
    school = SchoolFactory(urn=bodies.FIRST_URN)
    assert area.seed_school(school)
    assert not area.seed_school(school)
    assert Enrolment.objects.filter(institution=school, ended_on=None).count() == 42
    assert set(Enrolment.objects.values_list("year_group", flat=True)) == set(range(7, 14))
    each = Learner.objects.annotate(number=Count("participations")).aggregate(least=Min("number"))
    assert each["least"] >= 24
    assert not Activity.objects.exclude(institution=school).exists()


def test_two_schools_do_not_share_a_pupil(monkeypatch) -> None:
    monkeypatch.setattr(area, "PUPILS", 7)
    for number in range(2):
        area.seed_school(SchoolFactory(urn=bodies.FIRST_URN + number))
    assert Learner.objects.annotate(schools=Count("enrolments")).filter(schools=1).count() == 14
