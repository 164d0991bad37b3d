"""What is asked often has the rows of its queryset, whatever the values, and its SQL is written once."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet, Value
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from frontdoor.ground.often import LONG, asked_often
from frontdoor.organisations.models import Kind, Organisation
from guidance.models import Adviser
from tests.factories import OrganisationFactory, SchoolFactory
from tests.guidance.factories import ServiceFactory, able_adviser
from tests.guidance.factories import meeting as make_meeting

DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(6)]
TOWNS = ["Inventham", "Blank 1", "O'Town 100%"]


def wanted(
    *, pks: Collection[int], town: str, day: date, kind: str | None, closed: bool
) -> QuerySet[Organisation, Organisation]:
    found = Organisation.objects.filter(pk__in=pks, town=town, open_date__gte=day).select_related("council")
    found = found.filter(kind=kind) if kind else found
    return (found.exclude if closed else found.filter)(close_date=None).order_by("open_date", "pk")


often = asked_often(wanted)


class RowsAreThose(TestCase):
    """Of the queryset, for any values in any order."""

    def setUp(self) -> None:
        council = OrganisationFactory(kind=Kind.COUNCIL)
        self.pks = [
            SchoolFactory(
                town=TOWNS[n % 3], open_date=DAYS[n], council=council, close_date=DAYS[5] if n % 2 else None
            ).pk
            for n in range(6)
        ]

    @settings(max_examples=60, deadline=None)
    @given(data=st.data())
    def test_rows_are_those_of_the_queryset(self, data: st.DataObject) -> None:
        values = {
            "pks": data.draw(st.lists(st.sampled_from([*self.pks, 0, 2_000_000_001]))),
            "town": data.draw(st.sampled_from([*TOWNS, "", "blank 2"])),
            "day": data.draw(st.sampled_from(DAYS)),
            "kind": data.draw(st.sampled_from([None, str(Kind.INSTITUTION), str(Kind.COUNCIL)])),
            "closed": data.draw(st.booleans()),
        }
        rows, theirs = often(**values), list(wanted(**values))
        assert rows == theirs
        with self.assertNumQueries(0):  # what came along came along
            assert [one.council.name for one in rows] == [one.council.name for one in theirs]


@pytest.mark.django_db
def test_question_is_written_once_for_each_shape(django_assert_num_queries):
    written = []

    @asked_often
    def named(*, pks: list[int]) -> QuerySet[Organisation, str]:
        written.append(len(pks))
        return Organisation.objects.filter(pk__in=pks).order_by("pk").values_list("name", flat=True)

    one, other = SchoolFactory(name="Oak"), SchoolFactory(name="Elm")
    with django_assert_num_queries(4):
        assert named(pks=[one.pk]) == ["Oak"]
        assert named(pks=[other.pk]) == ["Elm"]
        assert named(pks=[one.pk, other.pk]) == ["Oak", "Elm"]
        assert named(pks=[0]) == []
    assert written == [1, 2]
    with django_assert_num_queries(0):
        assert named(pks=[]) == []


@pytest.mark.django_db
def test_moments_and_ranges_are_filled_in():
    begins, ends = datetime(2026, 12, 1, 9, tzinfo=UTC), datetime(2026, 12, 1, 10, tzinfo=UTC)
    meeting = make_meeting(able_adviser(ServiceFactory().organisation), begins, ends)

    @asked_often
    def around(*, during: DateTimeTZRange, ends_after: datetime, said: int) -> QuerySet:
        found = type(meeting).objects.filter(during__overlap=during, during__endswith__gt=ends_after, adviser=said)
        return found.values_list("pk", "during", Value(""))

    hour = timedelta(hours=1)
    same = {"ends_after": begins, "said": meeting.adviser_id}
    assert around(during=DateTimeTZRange(begins - hour, ends), **same) == [(meeting.pk, meeting.during, "")]
    assert around(during=DateTimeTZRange(begins - 2 * hour, begins - hour), **same) == []
    assert around(during=DateTimeTZRange(begins, ends), ends_after=ends, said=meeting.adviser_id) == []


@pytest.mark.django_db
def test_values_that_are_not_asked_for_as_they_are_given_are_refused():
    @asked_often
    def nowhere(*, pk: int) -> QuerySet[Organisation]:
        return Organisation.objects.filter(name="Oak") if pk else Organisation.objects.all()

    @asked_often
    def changed(*, day: date) -> QuerySet[Organisation]:
        return Organisation.objects.filter(open_date=day + timedelta(days=1))

    @asked_often
    def anything(*, one: object) -> QuerySet[Organisation]:
        return Organisation.objects.filter(pk=one)

    for ask, value in ((nowhere, {"pk": 1}), (changed, {"day": DAYS[0]})):
        with pytest.raises(TypeError, match="does not ask with"):
            ask(**value)
    with pytest.raises(TypeError, match="values of one kind"):
        often(pks=[1, None], town="", day=DAYS[0], kind=None, closed=True)
    with pytest.raises(TypeError, match="takes no Organisation"):
        anything(one=SchoolFactory())


def test_days_that_were_not_given_are_refused_because_they_would_stay():
    @asked_often
    def both(*, day: date) -> QuerySet[Organisation]:
        return Organisation.objects.filter(Q(open_date=day) | Q(close_date__gte=day + timedelta(days=30)))

    @asked_often
    def today(*, town: str) -> QuerySet[Organisation]:
        return Organisation.objects.filter(town=town, open_date__lte=timezone.localdate())

    for ask, value in ((both, {"day": DAYS[0]}), (today, {"town": "Inventham"})):
        with pytest.raises(TypeError, match="which it was not given"):
            ask(**value)


def test_number_that_its_column_has_no_room_for_is_refused():
    @asked_often
    def lasting(*, minutes: int) -> QuerySet[Adviser]:
        return Adviser.objects.filter(minutes=minutes)

    with pytest.raises(TypeError, match="no room for it"):
        lasting(minutes=45)


@pytest.mark.django_db
def test_long_list_is_asked_as_ever():
    pks = sorted(SchoolFactory(town="Inventham", open_date=DAYS[1]).pk for _ in range(LONG + 1))
    rows = often(pks=pks, town="Inventham", day=DAYS[0], kind=None, closed=False)
    assert sorted(one.pk for one in rows) == pks


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_through_its_own_connection():
    """What one has not committed yet the other does not see."""
    seen = []

    @asked_often
    def named(*, name: str) -> QuerySet[Organisation, str]:
        return Organisation.objects.filter(name=name).values_list("name", flat=True)

    def ask() -> None:
        seen.append(named(name="Oak"))
        connection.close()

    def ask_elsewhere() -> None:
        thread = Thread(target=ask)
        thread.start()
        thread.join()

    with transaction.atomic():
        SchoolFactory(name="Oak")
        assert named(name="Oak") == ["Oak"]
        ask_elsewhere()
    ask_elsewhere()
    assert seen == [[], ["Oak"]]
