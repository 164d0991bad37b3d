"""The screens of an employer's check, and the pages of whoever decides."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from frontdoor.organisations.models import Role
from frontdoor.people.models import User
from tests.factories import OrganisationFactory, member
from tests.workexperience.checks.conftest import NOW
from tests.workexperience.factories import CheckFactory, EmployerFactory
from workexperience.models import Check

INSURANCE = {
    "insurer": "Inventshire Mutual",
    "policy_number": "EL 200",
    "insured_until_day": "31",
    "insured_until_month": "8",
    "insured_until_year": "2027",
}
SAFETY = {"health_and_safety": "The manager shows the exits.", "young_people": "Never alone."}
SAFE = {
    "safeguarding_name": "Sana Reed",
    "safeguarding_email": "safe@brightwell.example",
    "safeguarding_phone": "01632 960 001",
}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def screens(signed_in, emma, employer):
    """A browser without script that presses buttons: it sends what the page's form holds, and what is typed."""
    client, address = signed_in(emma), reverse("workexperience:check-send", args=[employer.pk])

    def press(page=None, **typed):
        if page is None:
            return client.get(address)
        fields = {name: value or "" for name, value in post_form(page).fields.items() if name}
        return client.post(address, fields | typed)

    return press


def post_form(page):
    return next(form for form in html.fromstring(page.content).xpath("//main//form"))


def heading(page):
    return html.fromstring(page.content).xpath("string(//h1)")


def test_three_screens_then_the_answers_then_it_waits(screens, employer, hugo):
    page = screens()
    assert heading(page) == "Your employers’ liability insurance"
    page = screens(page, **INSURANCE)
    assert heading(page) == "Keeping people safe at work"
    page = screens(page, **SAFETY)
    assert heading(page) == "Who looks after young people"
    page = screens(page, **SAFE)
    assert heading(page) == "Check your answers"
    assert "31 August 2027" in page.text
    assert "goes to Inventshire Careers Hub" in page.text
    assert not Check.objects.exists()
    assert screens(page, send="yes").status_code == 302
    check = Check.objects.get()
    assert (check.insured_until, check.safeguarding_phone) == (date(2027, 8, 31), "01632 960 001")


def test_a_mistake_gets_a_sentence_and_nothing_is_lost(screens):
    page = screens(screens(), **INSURANCE | {"insured_until_year": "2020"})
    assert "must be in the future" in page.text
    assert "Inventshire Mutual" in page.text
    page = screens(screens(page, **INSURANCE), **SAFETY)
    page = screens(page, **SAFE | {"safeguarding_phone": "ring me"})
    assert "Enter a phone number" in page.text
    assert heading(screens(page, **SAFE)) == "Check your answers"


def test_back_and_change_keep_what_was_typed(screens):
    page = screens(screens(), **INSURANCE)
    page = screens(page, go="insurance", health_and_safety="Half a")
    assert heading(page) == "Your employers’ liability insurance"
    assert "There is a problem" not in page.text
    page = screens(page)
    assert "Half a" in page.text
    assert "There is a problem" not in page.text
    page = screens(screens(page, **SAFETY), **SAFE)
    page = screens(page, go="insurance")
    assert "EL 200" in page.text
    page = screens(page, policy_number="EL 300")
    assert heading(page) == "Check your answers"
    assert "EL 300" in page.text


def test_a_renewal_begins_with_what_was_told_last(screens, accepted):
    page = screens()
    assert "EL 100" in page.text
    assert "What you told us last time" in page.text
    page = screens(page, insured_until_year="2028")
    assert "first-aiders" in page.text


def test_while_one_waits_nothing_can_be_sent(signed_in, emma, waiting, hugo):
    address = reverse("workexperience:check-send", args=[waiting.employer_id])
    for answer in (
        signed_in(emma).get(address),
        signed_in(emma).post(address, INSURANCE | SAFETY | SAFE | {"send": "yes"}),
    ):
        assert answer.headers["Location"] == f"/employers/{waiting.employer_id}/"
    assert Check.objects.get() == waiting


def test_the_hub_reads_all_and_accepts(signed_in, hugo, waiting):
    browser = signed_in(hugo)
    assert "Brightwell Pumps" in browser.get(reverse("workexperience:checks")).text
    address = reverse("workexperience:check", args=[waiting.pk])
    page = browser.get(address).text
    for words in ("01234567", "EL 100", "31 August 2027", "Sana Reed", "at the website’s own domain", "Accept"):
        assert words in page
    assert browser.post(reverse("workexperience:check-accept", args=[waiting.pk])).headers["Location"] == address
    assert "Hugo Lind accepted it" in browser.get(address).text


def test_the_hub_sends_back_with_a_note(signed_in, hugo, waiting):
    browser, address = signed_in(hugo), reverse("workexperience:check-send-back", args=[waiting.pk])
    assert "Say what has to change" in browser.post(address, {"note": ""}).text
    assert browser.post(address, {"note": "Which policy?"}).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.accepted, waiting.note) == (False, "Which policy?")


def test_the_hub_withdraws_with_a_reason(signed_in, hugo, accepted):
    browser, address = signed_in(hugo), reverse("workexperience:check-withdraw", args=[accepted.pk])
    assert "Say why you withdraw it" in browser.post(address, {"because": ""}).text
    assert browser.post(address, {"because": "Closed"}).status_code == 302
    assert "Closed" in browser.get(reverse("workexperience:check", args=[accepted.pk])).text


def test_what_helps_the_checker_is_said(signed_in, hugo, employer, council):
    who = member("sam@gmail.com", "Sam", employer.organisation, Role.EMPLOYER)
    check = CheckFactory(employer=employer, created_by=who)
    EmployerFactory(organisation__name="Brightwell Pumping", number=employer.number)
    page = signed_in(hugo).get(reverse("workexperience:check", args=[check.pk])).text
    assert "an address that anybody can get" in page
    assert "Brightwell Pumping (Made up) says that it has this number too." in page


def test_whoever_works_there_reads_that_somebody_else_decides(signed_in, hugo, waiting):
    hugo.memberships.create(organisation=waiting.employer.organisation, role=Role.EMPLOYER, created_at=NOW)
    page = signed_in(hugo).get(reverse("workexperience:check", args=[waiting.pk])).text
    assert "You work or worked for this employer, so somebody else decides" in page
    signed_in(hugo).post(reverse("workexperience:check-accept", args=[waiting.pk]))
    waiting.refresh_from_db()
    assert waiting.decided_at is None


def check_in(council, **more):
    return CheckFactory(employer=EmployerFactory(organisation=OrganisationFactory(council=council)), **more)


def names(client, show):
    page = html.fromstring(client.get(reverse("workexperience:checks"), {"show": show}).content)
    return page.xpath("//ul[@class='lines']//a/@href")


def test_each_list_has_its_own_in_order(signed_in, hugo, dee, council, beyond):
    held = {"accepted_by_hub": True}
    later, first = (check_in(council, created_at=datetime(2026, 9, day, tzinfo=UTC)) for day in (15, 14))
    long, soon = check_in(council, **held), check_in(council, insured_until=date(2026, 12, 24), **held)
    over = check_in(council, insured_until=date(2026, 11, 21), **held)
    ended = check_in(council, ended_by=hugo, ended_at=NOW, ended_because="Closed", **held)
    elsewhere = check_in(beyond.council)

    def paths(*checks):
        return [f"/employers/checks/{check.pk}/" for check in checks]

    browser = signed_in(hugo)
    assert names(browser, "waiting") == paths(first, later)
    assert names(browser, "ending") == paths(soon)
    assert names(browser, "checked") == paths(soon, long)
    assert names(browser, "over") == paths(ended, over)
    assert set(names(signed_in(dee), "waiting")) == set(paths(first, later, elsewhere))


def test_a_renewed_employer_is_not_on_the_list_of_those_that_ended(signed_in, hugo, employer):
    CheckFactory(employer=employer, insured_until=date(2026, 11, 1), replaced_at=NOW, accepted_by_hub=True)
    CheckFactory(employer=employer, accepted_by_hub=True)
    assert names(signed_in(hugo), "over") == []
    assert len(names(signed_in(hugo), "checked")) == 1


def test_a_hub_elsewhere_and_the_employer_see_no_check(signed_in, emma, waiting, beyond):
    far = member("far@hub.example", "Far Hub", beyond.council.hub, Role.HUB)
    for who in (far, emma):
        assert signed_in(who).get(reverse("workexperience:check", args=[waiting.pk])).status_code == 404


@pytest.mark.parametrize("many", [1, 4])
def test_a_list_asks_the_same_at_any_length(signed_in, hugo, council, many, django_assert_num_queries):
    for _ in range(many):
        check_in(council)
    browser = signed_in(hugo)
    with django_assert_num_queries(14):
        assert len(names(browser, "waiting")) == many


def test_an_employer_whose_check_ran_out_can_give_up_its_number(signed_in, hugo, employer):
    check = CheckFactory(employer=employer, insured_until=date(2026, 11, 1), accepted_by_hub=True)
    browser, address = signed_in(hugo), reverse("workexperience:check-withdraw", args=[check.pk])
    assert address in browser.get(reverse("workexperience:check", args=[check.pk])).text
    assert browser.post(address, {"because": "It closed"}).status_code == 302
    check.refresh_from_db()
    assert check.ended_because == "It closed"


def test_a_checker_without_a_name_gives_it_on_the_page_and_decides(signed_in, hugo, waiting):
    User.objects.filter(pk=hugo.pk).update(full_name="")
    hugo.refresh_from_db()
    browser, address = signed_in(hugo), reverse("workexperience:check", args=[waiting.pk])
    page = browser.get(address).text
    assert "Your full name" in page
    assert "Send back with a note" not in page
    wrong = browser.post(address, {"full_name": " "}).text
    assert "Enter your full name" in wrong
    assert "<title>Error: " in wrong
    assert browser.post(address, {"full_name": "Hugo  Lind"}).status_code == 302
    assert browser.post(address, {"full_name": "Another"}).status_code == 302
    hugo.refresh_from_db()
    assert hugo.full_name == "Hugo Lind"
    assert "Send back with a note" in browser.get(address).text


def test_an_employer_reads_no_address_of_whoever_decided(signed_in, emma, accepted):
    User.objects.filter(pk=accepted.decided_by_id).update(full_name="")
    page = signed_in(emma).get(reverse("workexperience:employer", args=[accepted.employer_id])).text
    assert "Somebody who checks employers checked" in page
    assert accepted.decided_by.email not in page


def test_a_withdrawn_check_of_another_with_this_number_is_said(signed_in, hugo, waiting):
    other = EmployerFactory(organisation__name="Brightwell Again", number="01234567")
    CheckFactory(
        employer=other,
        accepted_by_hub=True,
        ended_by=hugo,
        ended_at=datetime(2026, 11, 3, tzinfo=UTC),
        ended_because="No",
    )
    page = signed_in(hugo).get(reverse("workexperience:check", args=[waiting.pk])).text
    assert "says that it has this number too. Its check was withdrawn on 3 November 2026." in page
