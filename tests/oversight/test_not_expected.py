"""Not expected this year: who may say so, until when, and that it can be taken back."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from benchmarks.models import NotExpected
from benchmarks.reminders import actions
from benchmarks.reminders.schedule import send_due
from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
END = date(2027, 8, 31)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def say(here, by, reason="It closes at Christmas", until=END):
    return actions.set_not_expected(institution=here, reason=reason, until=until, by=by, now=NOW)


def typed(reason="It closes at Christmas", day=31, month=8, year=2027):
    return {"reason": reason, "until_day": day, "until_month": month, "until_year": year}


def test_hub_says_so_and_everybody_entitled_sees_who_and_when(hugo, dee, here, signed_in):
    signed_in(hugo).post("/compliance/900001/not-expected/", typed())

    page = signed_in(dee).get("/compliance/900001/").content.decode()
    assert "It closes at Christmas" in page
    assert "Until 31 August 2027. Said by Hugo Lind on 23 November 2026." in page
    assert "Not expected this year" in page


def test_it_stops_reminders_and_is_counted_apart(hugo, here, amina, signed_in):
    say(here, hugo)

    send_due(on=date(2026, 12, 8), now=NOW)

    assert not Letter.objects.exists()
    assert "Not expected this year" in signed_in(hugo).get("/compliance/?state=not-expected").content.decode()


def test_it_can_be_taken_back(hugo, dee, here, amina, signed_in):
    say(here, hugo)

    signed_in(dee).post("/compliance/900001/expected/")

    row = NotExpected.objects.get()
    assert (row.ended_by, row.ended_at) == (dee, NOW)
    send_due(on=date(2026, 12, 8), now=NOW)
    assert Letter.objects.count() == 1


def test_saying_the_same_again_changes_nothing_and_another_reason_replaces(hugo, dee, here):
    first = say(here, hugo)
    assert say(here, dee) == first

    second = say(here, dee, reason="It has merged")

    first.refresh_from_db()
    assert first.ended_by == dee
    assert NotExpected.objects.on(date(2026, 11, 23)).get() == second


def test_after_its_last_day_a_return_is_expected_again(hugo, here, amina):
    say(here, hugo, until=date(2026, 12, 31))

    assert send_due(on=date(2026, 12, 8), now=NOW).letters == 0
    assert send_due(on=date(2027, 3, 10), now=NOW).letters == 1


@pytest.mark.parametrize("until", [date(2026, 11, 22), date(2027, 9, 1)])
def test_end_must_lie_in_this_school_year(hugo, here, until):
    with pytest.raises(Refused, match="between today and 31 August 2027"):
        say(here, hugo, until=until)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (typed(reason="  "), "reason"),
        (typed(month=13), "must be a real date"),
        (typed(year=2029), "between today and 31 August 2027"),
    ],
)
def test_wrong_input_gets_a_sentence_and_changes_nothing(hugo, here, signed_in, form, said):
    page = signed_in(hugo).post("/compliance/900001/not-expected/", form).content.decode()

    assert "There is a problem" in page
    assert said in page
    assert not NotExpected.objects.exists()
