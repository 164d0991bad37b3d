"""Who has said yes for a learner, on which day, and taken it back."""

from datetime import date, timedelta

import pytest

from guidance.booking.rules import PARENT_NEEDED, VIDEO_NEEDED
from guidance.booking.yeses import parental, why_not, yeses
from guidance.models import AgreedTo, Channel, ParentalYes, VideoYes
from tests.factories import UserFactory
from tests.guidance.booking.people import NOW
from tests.record.factories import LearnerFactory, enrolled

DAY = date(2026, 9, 14)
ONE_DAY = timedelta(days=1)


def born(years_before: int) -> date:
    """The birth date of somebody who is that old on the day, since that day."""
    return DAY.replace(year=DAY.year - years_before)


@pytest.fixture
def said(here):
    def say(learner, to: AgreedTo = AgreedTo.MEETINGS, **more) -> ParentalYes:
        days = {"said_on": DAY - ONE_DAY, "until": DAY + ONE_DAY}
        facts = days | {"name": "Mo Hart", "created_by": UserFactory(), "created_at": NOW} | more
        return ParentalYes.objects.create(learner=learner, agreed_to=to, **facts)

    return say


def child(here, **more):
    return enrolled(here, learner=LearnerFactory(**more), year_group=more.pop("year_group", 7)).learner


@pytest.mark.parametrize(("years", "says"), [(12, PARENT_NEEDED), (13, ""), (16, "")])
def test_age_on_the_day_of_the_meeting_decides(here, years, says) -> None:
    learner = child(here, date_of_birth=born(years))
    assert why_not(learner, here.pk, Channel.PHONE, on=DAY) == says
    if says == "" and years == 13:
        assert why_not(learner, here.pk, Channel.PHONE, on=DAY - ONE_DAY) == PARENT_NEEDED


@pytest.mark.parametrize(("years", "says"), [(12, PARENT_NEEDED), (15, VIDEO_NEEDED), (16, "")])
def test_video_under_16_needs_a_yes(here, years, says) -> None:
    assert why_not(child(here, date_of_birth=born(years)), here.pk, Channel.VIDEO, on=DAY) == says


def test_parents_yes_holds_on_its_days_both_included_and_for_what_they_agreed_to(here, said) -> None:
    learner = child(here, date_of_birth=born(12))
    yes = said(learner)
    assert [parental(learner, on=DAY + number * ONE_DAY) for number in (-2, -1, 1, 2)] == [
        [],
        [AgreedTo.MEETINGS],
        [AgreedTo.MEETINGS],
        [],
    ]
    assert why_not(learner, here.pk, Channel.PHONE, on=DAY) == ""
    assert why_not(learner, here.pk, Channel.VIDEO, on=DAY) == VIDEO_NEEDED
    yes.ended_by, yes.ended_at = yes.created_by, NOW
    yes.save()
    assert why_not(learner, here.pk, Channel.PHONE, on=DAY) == PARENT_NEEDED


def test_parents_yes_to_video_is_not_one_to_meetings(here, said) -> None:
    learner = child(here, date_of_birth=born(12))
    said(learner, AgreedTo.VIDEO)
    assert why_not(learner, here.pk, Channel.VIDEO, on=DAY) == PARENT_NEEDED


def test_schools_yes_to_video_is_for_its_own_meetings_only(here, elsewhere) -> None:
    learner = child(here, date_of_birth=born(15))
    yes = VideoYes.objects.create(institution=here, created_by=UserFactory(), created_at=NOW)
    assert why_not(learner, here.pk, Channel.VIDEO, on=DAY) == ""
    assert why_not(learner, elsewhere.pk, Channel.VIDEO, on=DAY) == VIDEO_NEEDED
    assert why_not(learner, None, Channel.VIDEO, on=DAY) == VIDEO_NEEDED
    yes.ended_by, yes.ended_at = yes.created_by, NOW
    yes.save()
    assert why_not(learner, here.pk, Channel.VIDEO, on=DAY) == VIDEO_NEEDED


def test_without_a_birth_date_the_year_group_tells_the_age(here) -> None:
    known = [yeses(enrolled(here, year_group=year, learner=LearnerFactory(date_of_birth=None)).learner, here.pk, on=DAY)
             for year in (8, 9, 11, 12)]  # fmt: skip
    assert [(one.is_13, one.is_16) for one in known] == [(False, False), (True, False), (True, False), (True, True)]


def test_somebody_of_whom_nothing_is_known_is_a_child(db) -> None:
    assert why_not(LearnerFactory(date_of_birth=None), None, Channel.PHONE, on=DAY) == PARENT_NEEDED
