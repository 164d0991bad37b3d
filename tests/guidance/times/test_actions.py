"""Saying when one can meet people: what is refused and why, what a second press does, and what becomes of booked meetings."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from frontdoor.ground import keys
from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import BankHoliday, Membership, Role
from guidance.models import Adviser, Change, Channel, Weekly
from guidance.times import actions, queries
from guidance.times.actions import Days, Done, Hours
from tests.factories import UserFactory
from tests.guidance.factories import PlaceFactory, ServiceFactory, SupplyFactory, meeting
from tests.guidance.times.conftest import BOTH, FROM_TODAY, MONDAY, MORNING, NOW, TODAY

FACE = Hours(time(9), time(12), (Channel.FACE.value,))


def add(ada: Adviser, *, weekdays=(0,), hours=MORNING, days=FROM_TODAY, by=None, now=NOW) -> Done:
    return actions.add_weekly(adviser_id=ada.pk, weekdays=weekdays, hours=hours, days=days, by=by or ada.user, now=now)


def change(ada: Adviser, row: Weekly, *, weekday=0, hours=MORNING, days=FROM_TODAY, by=None) -> Done:
    return actions.change_weekly(
        adviser_id=ada.pk, weekly_id=row.pk, weekday=weekday, hours=hours, days=days, by=by or ada.user, now=NOW
    )


def end(ada: Adviser, row: Weekly, last_day=None, now=NOW) -> Done:
    return actions.end_weekly(adviser_id=ada.pk, weekly_id=row.pk, last_day=last_day, by=ada.user, now=now)


def away(ada: Adviser, first=MONDAY, last=None, **hours) -> Done:
    return actions.add_away(adviser_id=ada.pk, first_day=first, last_day=last or first, **hours, by=ada.user, now=NOW)


def extra(ada: Adviser, day=MONDAY, hours=MORNING, by=None) -> Done:
    return actions.add_extra(adviser_id=ada.pk, day=day, hours=hours, by=by or ada.user, now=NOW)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour - 1, minute, tzinfo=UTC)  # September: an hour ahead of UTC


# --- Weekly hours ------------------------------------------------------------------------------------------------------


def test_several_weekdays_make_several_rows_and_a_second_press_none(ada) -> None:
    assert add(ada, weekdays=[0, 2, 2]) == Done(changed=2)
    assert add(ada, weekdays=[0, 2]) == Done(changed=0)
    assert list(ada.weekly.values_list("weekday", "created_by").order_by("weekday")) == [
        (0, ada.user_id),
        (2, ada.user_id),
    ]


def test_of_several_weekdays_all_or_none(ada) -> None:
    add(ada, weekdays=[2], hours=replace(MORNING, ends_at=time(10)))
    with pytest.raises(Refused, match="Wednesdays, 9am to 10am"):
        add(ada, weekdays=[0, 2])
    assert ada.weekly.count() == 1


@pytest.mark.parametrize(
    ("hours", "days", "said"),
    [
        (replace(MORNING, ends_at=time(9)), FROM_TODAY, "must end after they start"),
        (replace(MORNING, ends_at=time(9, 30)), FROM_TODAY, "A meeting is 45 minutes"),
        (replace(MORNING, channels=()), FROM_TODAY, "at least one way"),
        (FACE, FROM_TODAY, "Say where you meet"),
        (MORNING, Days(TODAY - timedelta(days=1)), "First|first day must be today or later"),
        (MORNING, Days(TODAY + timedelta(days=800)), "within two years"),
        (MORNING, Days(MONDAY, TODAY), "not before the first day"),
    ],
)
def test_hours_that_cannot_be_are_refused_with_a_sentence(ada, hours, days, said) -> None:
    with pytest.raises(Refused, match=said):
        add(ada, hours=hours, days=days)
    assert not ada.weekly.exists()


def test_a_place_is_an_open_one_of_the_service_and_only_for_face_to_face(ada, room) -> None:
    with pytest.raises(Refused, match="only then"):
        add(ada, hours=replace(MORNING, place_id=room.pk))
    with pytest.raises(Refused, match="closed"):
        add(ada, hours=replace(FACE, place_id=PlaceFactory().pk))
    add(ada, hours=replace(FACE, place_id=room.pk))
    assert ada.weekly.get().place == room


def test_only_ways_to_meet_that_the_register_has(ada) -> None:
    ada.channels = [Channel.PHONE]
    ada.save()
    with pytest.raises(Refused, match="register"):
        add(ada)
    assert add(ada, hours=replace(MORNING, channels=(Channel.PHONE.value,))).changed


def test_terms_are_of_a_council_that_has_to_do_with_the_service(ada, here, beyond) -> None:
    SupplyFactory(service=ada.service, institution=here, first_day=TODAY)
    with pytest.raises(Refused, match="council from the list"):
        add(ada, days=replace(FROM_TODAY, terms_of_id=beyond.council_id))
    add(ada, days=replace(FROM_TODAY, terms_of_id=here.council_id))
    assert ada.weekly.get().terms_of_id == here.council_id


def test_weekly_hours_may_touch_and_follow_but_not_lie_over_each_other(ada) -> None:
    add(ada, days=Days(TODAY, date(2026, 12, 31)))
    assert add(ada, hours=Hours(time(12), time(14), BOTH)).changed
    assert add(ada, days=Days(date(2027, 1, 1))).changed
    with pytest.raises(Refused, match="You have hours then already: Mondays, 9am to noon"):
        add(ada, hours=Hours(time(11), time(13), BOTH))


def test_at_another_service_the_same_person_has_no_hours_at_the_same_time(ada, lena) -> None:
    other = also_at_southway(ada)
    add(other)
    with pytest.raises(Refused, match="You have hours then already at Southway Advisers: Mondays, 9am to noon"):
        add(ada)
    with pytest.raises(Refused, match="They have hours then already: Mondays, 9am to noon") as told:
        add(ada, by=lena)
    assert "Southway" not in str(told.value)
    with pytest.raises(Refused, match="Southway"):
        extra(ada)
    Membership.objects.filter(organisation=other.service.organisation).update(ended_at=NOW, ended_by=ada.user)
    assert add(ada).changed, "hours of a role that has ended are in nobody's way"


def test_a_change_keeps_the_row_and_may_lie_over_its_old_hours(ada) -> None:
    add(ada)
    row = ada.weekly.get()
    assert change(ada, row, hours=replace(MORNING, ends_at=time(13))) == Done(changed=1)
    row.refresh_from_db()
    assert (row.ends_at, row.created_at) == (time(13), NOW)
    assert change(ada, row, hours=replace(MORNING, ends_at=time(13))) == Done()


def test_a_change_of_hours_that_began_keeps_their_first_day(ada) -> None:
    add(ada, now=NOW - timedelta(days=30), days=Days(TODAY - timedelta(days=30)))
    row = ada.weekly.get()
    assert change(ada, row, days=Days(row.first_day, date(2026, 12, 18))).changed
    with pytest.raises(Refused, match="first day"):
        change(ada, row, days=Days(row.first_day - timedelta(days=1)))


def test_hours_that_are_gone_are_said_to_be_gone(ada) -> None:
    add(ada)
    row = ada.weekly.get()
    assert end(ada, row) == Done(changed=1)
    assert not ada.weekly.exists()
    assert end(ada, row) == Done()
    with pytest.raises(Refused, match="not in the week any more"):
        change(ada, row)


def test_hours_that_have_begun_end_and_stay_readable(ada) -> None:
    add(ada, now=NOW - timedelta(days=30), days=Days(TODAY - timedelta(days=30)))
    row = ada.weekly.get()
    with pytest.raises(Refused, match="today or later"):
        end(ada, row, TODAY - timedelta(days=3))
    assert end(ada, row, date(2026, 12, 18)) == Done(changed=1)
    assert end(ada, row, date(2026, 12, 18)) == Done()
    assert end(ada, row) == Done(changed=1)
    row.refresh_from_db()
    assert row.last_day == TODAY - timedelta(days=1)


def test_ending_later_than_the_last_day_that_stands_is_a_change_and_says_so(ada) -> None:
    add(ada, days=Days(TODAY, date(2026, 12, 10)))
    row = ada.weekly.get()
    with pytest.raises(Refused, match="These hours end on 10 December 2026 already"):
        end(ada, row, date(2026, 12, 20))
    row.refresh_from_db()
    assert row.last_day == date(2026, 12, 10)


def test_hours_shorter_than_meetings_are_now_still_get_a_last_day(ada) -> None:
    short = replace(MORNING, ends_at=time(9, 45))
    add(ada, hours=short)
    ada.minutes = 60
    ada.save()
    row = ada.weekly.get()
    assert change(ada, row, hours=short, days=Days(TODAY, date(2026, 12, 18))) == Done(changed=1)
    with pytest.raises(Refused, match="A meeting is 60 minutes"):
        change(ada, row, hours=replace(MORNING, ends_at=time(9, 50)), days=Days(TODAY, date(2026, 12, 18)))


# --- Days that are different ---------------------------------------------------------------------------------------------


def test_time_away_takes_the_free_times_and_removing_it_gives_them_back(ada) -> None:
    add(ada)
    assert away(ada) == Done(changed=1)
    assert away(ada) == Done()
    assert free_on(ada, MONDAY) == []
    gone = ada.changes.get().pk
    remove = {"adviser_id": ada.pk, "change_id": gone, "by": ada.user, "now": NOW}
    assert actions.remove_change(**remove) == Done(changed=1)
    assert actions.remove_change(**remove) == Done()
    assert len(free_on(ada, MONDAY)) == 3


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"last": TODAY}, "not be before the first day"),
        ({"first": TODAY - timedelta(days=1)}, "today or later"),
        ({"last": MONDAY + timedelta(days=400)}, "a year at most"),
        ({"starts_at": time(9)}, "both times"),
        ({"starts_at": time(9), "ends_at": time(9)}, "end after it starts"),
    ],
)
def test_time_away_that_cannot_be_is_refused(ada, facts, said) -> None:
    with pytest.raises(Refused, match=said):
        away(ada, **facts)
    assert not Change.objects.exists()


def test_extra_hours_do_not_lie_over_others_of_that_day(ada) -> None:
    add(ada)
    with pytest.raises(Refused, match="Mondays, 9am to noon"):
        extra(ada)
    afternoon = Hours(time(13), time(15), BOTH)
    assert extra(ada, hours=afternoon) == Done(changed=1)
    assert extra(ada, hours=afternoon) == Done()
    with pytest.raises(Refused, match="Monday 14 September 2026, 1pm to 3pm"):
        extra(ada, hours=replace(afternoon, ends_at=time(14)))


def test_extra_hours_may_be_where_weekly_ones_are_not_held(ada) -> None:
    add(ada)
    BankHoliday.objects.create(day=MONDAY, title="Made-up day")
    assert extra(ada).changed
    assert len(free_on(ada, MONDAY)) == 3


def test_extra_hours_on_days_away_are_refused(ada) -> None:
    away(ada, starts_at=time(11), ends_at=time(13))
    with pytest.raises(Refused, match="You are away then"):
        extra(ada)
    assert extra(ada, hours=replace(MORNING, ends_at=time(11))).changed


def test_weekly_hours_do_not_lie_over_extra_ones(ada) -> None:
    extra(ada)
    with pytest.raises(Refused, match="Monday 14 September 2026, 9am to noon"):
        add(ada)
    assert add(ada, days=Days(MONDAY + timedelta(days=1))).changed
    assert add(ada, weekdays=[1]).changed


# --- Meetings that are booked -----------------------------------------------------------------------------------------------


def test_booked_meetings_stay_and_are_counted_once(ada) -> None:
    add(ada, weekdays=[0, 1])
    for hour in (9, 10, 11):
        meeting(ada, at(MONDAY, hour), at(MONDAY, hour, 45))
    meeting(ada, at(MONDAY, 14), at(MONDAY, 14, 45))  # outside before: no news
    cancelled = meeting(ada, at(date(2026, 9, 21), 9), at(date(2026, 9, 21), 9, 45))
    cancelled.cancelled_by, cancelled.cancelled_at = ada.user, NOW
    cancelled.save()
    assert away(ada, starts_at=time(10), ends_at=time(11)) == Done(changed=1, stay=1)
    assert end(ada, ada.weekly.get(weekday=0)) == Done(changed=1, stay=2)
    assert len(queries.outside_hours(ada, NOW)) == 4
    assert ada.meetings.count() == 5


# --- Who may, and the calendar's address ---------------------------------------------------------------------------------------


def test_who_runs_the_service_may_and_others_may_not(ada, lena, otto) -> None:
    assert add(ada, by=lena).changed
    for stranger in (otto, UserFactory()):
        with pytest.raises(Refused, match="no longer"):
            add(ada, by=stranger)


def test_whose_role_ended_says_no_hours(ada) -> None:
    Membership.objects.filter(user=ada.user).update(ended_at=NOW, ended_by=ada.user)
    with pytest.raises(Refused, match="no longer"):
        add(ada)


def test_a_new_address_kills_the_old_one_and_only_its_hash_is_kept(ada, lena) -> None:
    made = {"adviser_id": ada.pk, "by": ada.user, "now": NOW}
    for key in ("first", "second"):
        actions.make_feed(key=key, **made)
    ada.refresh_from_db()
    assert ada.feed_hash == keys.hashed("second")
    assert queries.by_feed_hash(keys.hashed("first")) is None
    with pytest.raises(Refused, match="Only the adviser"):
        actions.make_feed(adviser_id=ada.pk, key="third", by=lena, now=NOW)
    assert actions.stop_feed(adviser_id=ada.pk, by=lena, now=NOW) == Done(changed=1)
    assert actions.stop_feed(adviser_id=ada.pk, by=lena, now=NOW) == Done()


def also_at_southway(ada: Adviser) -> Adviser:
    """The row of the same person at another service."""
    organisation = ServiceFactory(organisation__name="Southway Advisers").organisation
    Membership.objects.create(user=ada.user, organisation=organisation, role=Role.ADVISER, created_at=NOW)
    return Adviser.objects.get(user=ada.user, service__organisation=organisation)


def free_on(ada: Adviser, day: date) -> list:
    return queries.free([ada], day, day, NOW)[ada.pk]
