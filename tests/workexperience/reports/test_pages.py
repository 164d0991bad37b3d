"""Anybody reports without signing in; hub and department read and answer; nothing is lost by a mistake."""

import pytest

from tests.workexperience.factories import applied
from tests.workexperience.reports.conftest import send
from workexperience.models import Report, ReportKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def at(offer):
    return f"/work-experience/{offer.pk}/report/"


def test_anybody_reports_and_is_told_where_to_turn(client, offer, hugo):
    page = client.get(at(offer)).content.decode()
    assert "checks this employer and reads what you write" in page
    assert "Ring 999" in page
    answer = client.post(at(offer), {"kind": "unsafe", "words": "The saw.\r\nNo guard.", "email": ""}, follow=True)
    assert "Your report is sent" in answer.content.decode()
    assert "/worried/" in answer.content.decode()
    report = Report.objects.get()
    assert (report.kind, report.words, report.created_by) == (ReportKind.UNSAFE, "The saw.\nNo guard.", None)


def test_a_mistake_gets_a_sentence_and_loses_nothing(client, offer):
    page = client.post(at(offer), {"words": "The saw.", "email": "not one"}).content.decode()
    assert "Choose what is wrong" in page
    assert "correct format" in page
    assert "The saw." in page
    assert not Report.objects.exists()


def test_too_many_from_one_network_are_asked_to_wait(client, offer, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "report-offer": "1/h/ip"}
    client.post(at(offer), {"kind": "gone"})
    page = client.post(at(offer), {"kind": "wrong", "words": "No pay."}).content.decode()
    assert "Please try again later" in page
    assert "No pay." in page
    assert Report.objects.count() == 1


def test_what_is_not_listed_can_be_reported_only_by_whoever_applied(client, offer):
    mia = applied(offer.sessions.get()).learner.account
    offer.sessions.update(taken=4)
    assert client.get(at(offer)).status_code == 404
    client.force_login(mia)
    assert client.get(at(offer)).status_code == 200
    client.post(at(offer), {"kind": "unsafe"})
    assert Report.objects.get().created_by is None


def test_the_hub_reads_and_takes_it_off(signed_in, hugo, offer, client):
    found = send(offer)
    browser = signed_in(hugo)
    assert offer.title in browser.get("/employers/reports/").content.decode()
    page = browser.get(f"/employers/reports/{found.pk}/").content.decode()
    assert found.words in page
    assert found.email not in page
    page = browser.post(f"/employers/reports/{found.pk}/", {"outcome": "closed"}).content.decode()
    assert "Say why you take the offer off the list" in page
    done = browser.post(f"/employers/reports/{found.pk}/", {"outcome": "closed", "note": "No guard."}, follow=True)
    assert "Taken off the list" in done.content.decode()
    assert client.get(f"/work-experience/{offer.pk}/").status_code == 404
    assert offer.title in browser.get("/employers/reports/?show=answered").content.decode()


@pytest.mark.parametrize("number", [1, 6])
def test_the_list_costs_the_same_at_any_length(signed_in, hugo, offer, number, django_assert_max_num_queries):
    for each in range(number):
        send(offer, words=f"The saw, {each}.")
    browser = signed_in(hugo)
    browser.get("/employers/reports/")
    with django_assert_max_num_queries(10):
        browser.get("/employers/reports/")
