"""When a school wants no meetings: several rows in one sitting, the same again adds nothing, and nonsense is told."""

from datetime import date, time

import pytest

from frontdoor.ground.refused import Refused
from guidance.filling import actions, chosen
from guidance.filling.rules import Period
from guidance.models import BlockedPeriod
from tests.guidance.booking.people import NOW

pytestmark = pytest.mark.django_db
MOCKS = Period(date(2027, 1, 11), date(2027, 1, 22))
SENT = {
    "years": ["10", "11"],
    "why": "Mock exams",
    "first_day_day": "11",
    "first_day_month": "1",
    "first_day_year": "2027",
    "last_day_day": "22",
    "last_day_month": "1",
    "last_day_year": "2027",
    "weekdays": ["0", "1"],
    "starts_at": "9am",
    "ends_at": "11:15am",
}


def url(school) -> str:
    return f"/guidance/suppliers/{school.urn}/periods/"


@pytest.fixture
def add(here, amina):
    def one(*years: int, period: Period = MOCKS, by=amina, **more) -> list[int]:
        return actions.add(institution=here, years=years or (11,), period=period, why="", by=by, now=NOW, **more)

    return one


def test_one_press_adds_a_row_for_each_year_group_and_the_same_again_none(here, add, amina) -> None:
    assert add(11, 10) == [10, 11]
    assert add(10, 11) == []
    assert add(9, 10) == [9]
    rows = BlockedPeriod.objects.order_by("year_group").values_list("year_group", "first_day", "created_by")
    assert list(rows) == [(year, MOCKS.first_day, amina.pk) for year in (9, 10, 11)]


@pytest.mark.parametrize(
    ("years", "period", "says"),
    [
        ([11], Period(date(2027, 1, 12), date(2027, 1, 11)), actions.NOT_IN_ORDER),
        ([11], Period(date(2026, 9, 1), date(2026, 9, 8)), actions.OVER),
        ([11], Period(date(2027, 1, 11), date(2027, 1, 12), frozenset({4})), actions.NO_SUCH_DAY),
        ([11], Period(date(2027, 1, 11), date(2027, 1, 12), frozenset(), time(9)), actions.HALF_HOURS),
        ([11], Period(date(2027, 1, 11), date(2027, 1, 12), frozenset(), time(9), time(9)), actions.HOURS_NOT_IN_ORDER),
        ([4], MOCKS, "year groups of Herefield School"),
        ([], MOCKS, actions.NO_YEARS),
    ],
)
def test_nonsense_is_refused_in_a_sentence(here, amina, years, period, says) -> None:
    with pytest.raises(Refused, match=says):
        actions.add(institution=here, years=years, period=period, why="", by=amina, now=NOW)
    assert not BlockedPeriod.objects.exists()


def test_sixty_rows_are_enough(add, here, amina) -> None:
    for day in range(1, 1 + actions.MOST_PERIODS // 5):
        add(7, 8, 9, 10, 11, period=Period(date(2027, 1, day), date(2027, 1, day)))
    with pytest.raises(Refused, match="60"):
        add(11)
    assert BlockedPeriod.objects.count() == actions.MOST_PERIODS


def test_strangers_and_leavers_change_nothing(add, here, cora, bryn) -> None:
    for by in (cora, bryn):
        with pytest.raises(Refused, match="no longer work there"):
            add(by=by)
    add()
    row = BlockedPeriod.objects.get()
    with pytest.raises(Refused):
        actions.take_away(institution=here, period_id=row.pk, by=cora, now=NOW)
    assert BlockedPeriod.objects.get() == row


def test_page_adds_lists_and_takes_away(here, amina, signed_in, at_nine) -> None:
    client = signed_in(amina)
    page = client.post(url(here), SENT, follow=True).content.decode()
    assert "Added for Years 10 and 11" in page
    assert "11 January 2027 to 22 January 2027, Mondays and Tuesdays, 9am to 11:15am" in page
    assert page.count("Mock exams</p>") == 2
    row = BlockedPeriod.objects.get(year_group=11)
    assert (row.weekdays, row.starts_at, row.ends_at) == ([0, 1], time(9), time(11, 15))
    assert "on the list already" in client.post(url(here), SENT, follow=True).content.decode()
    for _ in range(2):
        assert "Taken away" in client.post(url(here), {"take_away": row.pk}, follow=True).content.decode()
    assert BlockedPeriod.objects.get().year_group == 10


def test_page_says_what_is_missing_and_keeps_what_was_typed(here, amina, signed_in, at_nine) -> None:
    wrong = SENT | {"years": [], "last_day_year": "2026", "ends_at": "", "first_day_day": "13"}
    page = signed_in(amina).post(url(here), wrong).content.decode()
    for words in ("Choose at least one year group", "The last day must be on or after", "Enter both times"):
        assert words in page
    assert 'value="Mock exams"' in page
    one_day = SENT | {"last_day_day": "", "last_day_month": "", "last_day_year": "", "weekdays": ["2"]}
    assert "None of the weekdays" in signed_in(amina).post(url(here), one_day).content.decode()
    assert not BlockedPeriod.objects.exists()


@pytest.mark.parametrize("pk", ["", "x", "-1", "9" * 30, "²"])
def test_odd_ids_take_nothing_away(pk, here, add, amina, signed_in, at_nine) -> None:
    add()
    assert signed_in(amina).post(url(here), {"take_away": pk}).status_code == 302
    assert BlockedPeriod.objects.count() == 1


def test_another_schools_row_is_not_ours(here, elsewhere, add, cora, signed_in, at_nine) -> None:
    add()
    row = BlockedPeriod.objects.get()
    signed_in(cora).post(url(elsewhere), {"take_away": row.pk})
    assert BlockedPeriod.objects.get() == row
    assert signed_in(cora).get(url(here)).status_code == 404


def test_page_leads_on_while_pupils_are_kept(
    here, elsewhere, amina, pupils, rf, signed_in, at_nine, time_machine
) -> None:
    client, people = signed_in(amina), pupils(2)
    (stranger,) = pupils(1, institution=elsewhere, prefix="x")
    assert "Continue with" not in client.get(url(here)).content.decode()
    keep(client, rf, here, [people[1].pk, stranger.pk, people[0].pk, people[1].pk])
    assert "Continue with 2 pupils" in client.get(url(here)).content.decode()
    time_machine.shift(chosen.KEPT_FOR.total_seconds())
    assert "Continue with" not in signed_in(amina).get(url(here)).content.decode()


def keep(client, rf, school, ids) -> int:
    request = rf.get("/")
    request.session = client.session
    number = chosen.keep(request, school, ids)
    request.session.save()
    return number


def test_list_is_kept_in_order_for_a_day_and_checked_against_the_roll(
    here, elsewhere, pupils, rf, time_machine
) -> None:
    time_machine.move_to(NOW, tick=False)
    first, second = pupils(2)
    (stranger,) = pupils(1, institution=elsewhere, prefix="x")
    request = rf.get("/")
    request.session = {}
    assert chosen.keep(request, here, [second.pk, stranger.pk, first.pk, second.pk]) == 2
    assert chosen.keep(request, elsewhere, [stranger.pk]) == 1
    assert chosen.kept(request, here) == [second.pk, first.pk]
    second.reasons.update(ended_at=NOW)
    assert chosen.kept(request, here) == [first.pk]
    assert chosen.asked(request, here) == [second.pk, first.pk]
    time_machine.shift(chosen.KEPT_FOR.total_seconds())
    assert chosen.kept(request, here) == []
    assert chosen.keep(request, elsewhere, []) == 0
    assert list(request.session[chosen.KEY]) == [str(elsewhere.pk)]


def test_list_holds_no_more_than_one_pass_gives(here, pupils, rf, monkeypatch) -> None:
    monkeypatch.setattr(chosen, "MOST", 2)
    request = rf.get("/")
    request.session = {}
    ids = [one.pk for one in pupils(3)]
    assert chosen.keep(request, here, ids) == 3
    assert chosen.asked(request, here) == ids[:2]
