"""`/performance/`: how many finish what they begin, all people together, small numbers hidden, nobody named."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from lxml import html

from frontdoor.ground.models import Tally
from frontdoor.ground.tallies import counted
from frontdoor.oversight.performance import queries
from frontdoor.oversight.performance.rules import TOO_FEW
from tests.benchmarks.factories import ReturnFactory, submitted_return
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def tally(what, step, number, day=YESTERDAY):
    Tally.objects.create(what=what, step=step, number=number, day=day)


def shown(client):
    """What the tables say: the words of each line, by its heading."""
    tree = html.document_fromstring(client.get("/performance/").content)
    return {
        row.cssselect("th")[0].text_content(): row.cssselect(".bars__value")[0].text_content()
        for row in tree.cssselect(".bars tbody tr")
    }


def test_nothing_yet_shows_no_number(client):
    assert set(shown(client).values()) == {TOO_FEW}


def test_period_is_28_whole_days_before_today():
    period = queries.last_days(TODAY)

    assert (period.first, period.last) == (date(2026, 10, 24), date(2026, 11, 20))
    assert (period.last - period.first).days + 1 == 28


def test_usefulness_is_shown_from_ten_answers_by_kind(client):
    tally("careers/<str:slug>/", queries.YES, 8)
    tally("careers/<str:slug>/", queries.NO, 2)
    tally("help/", queries.YES, 9)

    found = shown(client)
    assert found["A career"] == "80% (8 of 10)"
    assert "Help and contact" not in found


def test_answers_of_today_and_of_before_are_left_out(client):
    tally("help/", queries.YES, 50, TODAY)
    tally("help/", queries.YES, 50, TODAY - timedelta(days=29))

    assert "Help and contact" not in shown(client)


def test_tallied_journeys_come_once_they_are_built(client, monkeypatch):
    tally("quiz", "started", 20)
    tally("quiz", "result", 13)
    tally("search", "asked", 4)
    monkeypatch.setattr(queries, "is_built", lambda _: True)

    found = shown(client)
    assert found["Careers quiz"] == "65% (13 of 20)"
    assert found["Search"] == TOO_FEW

    monkeypatch.setattr(queries, "is_built", lambda _: False)
    assert "Careers quiz" not in shown(client)


def test_search_counts_what_was_asked_and_found_once_for_all_its_pages(client):
    for asked in ("/search?q=privacy", "/search?q=privacy&page=1", "/search?q=xqzwv", "/search?q=", "/search"):
        assert client.get(asked).status_code == 200

    assert set(Tally.objects.values_list("what", "step", "number")) == {
        ("search", "asked", 2),
        ("search", "found", 1),
    }


def test_quiz_counts_who_begins_and_who_gets_a_result_and_no_page_that_is_opened(client):
    client.get("/careers/quiz/")
    client.post("/careers/quiz/", {})  # nothing answered: not begun
    client.post("/careers/quiz/", {"mend": "2"})
    client.post("/careers/quiz/2/", {"draw": "1"})
    client.post("/careers/quiz/4/", {})
    client.get("/careers/quiz/result/")
    client.post("/careers/quiz/5/", {"go": "result"})  # the sharper part of the same quiz

    assert set(Tally.objects.values_list("what", "step", "number")) == {
        ("quiz", "started", 1),
        ("quiz", "result", 1),
    }


def test_search_for_help_in_distress_is_not_counted(client):
    assert client.get("/search?q=suicide").status_code == 200

    assert not Tally.objects.exists()


def test_returns_count_each_institution_once_for_this_year(client):
    for _ in range(9):
        ReturnFactory()
    done = submitted_return()
    ReturnFactory(organisation=done.organisation, number=2)
    ReturnFactory(year="2025-26")

    assert shown(client)["Yearly return"] == "10% (1 of 10)"


def test_accounts_finish_when_the_address_is_confirmed(client):
    for number in range(12):
        user = UserFactory(date_joined=NOW - timedelta(days=3))
        EmailAddress.objects.filter(user=user).delete()
        EmailAddress.objects.create(user=user, email=user.email, verified=number < 9, primary=True)

    assert shown(client)["Make an account"] == "75% (9 of 12)"


def test_no_institution_is_named(client, here, elsewhere):
    submitted_return(organisation=here)
    body = client.get("/performance/").content.decode()

    assert here.name not in body
    assert elsewhere.name not in body


@pytest.mark.parametrize("rows", [1, 40])
def test_page_asks_as_much_for_any_number_of_rows(client, django_assert_num_queries, rows):
    for number in range(rows):
        counted("help/", queries.YES, on=YESTERDAY - timedelta(days=number % 28))
        ReturnFactory()

    with django_assert_num_queries(4):
        client.get("/performance/")


def test_page_is_one_body_for_everyone(client, amina, signed_in):
    stranger = client.get("/performance/")

    assert signed_in(amina).get("/performance/").content == stranger.content
    assert "public" in stranger["Cache-Control"]


def test_counts_cannot_be_changed_in_the_admin():
    assert not admin.site.is_registered(Tally)
