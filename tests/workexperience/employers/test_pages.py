"""The pages of employers."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from frontdoor.organisations.models import Role
from tests.factories import member
from tests.workexperience.factories import CheckFactory, EmployerFactory
from workexperience.checks.inbox import due
from workexperience.models import Employer

pytestmark = pytest.mark.usefixtures("sectors")
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
FILLED = {
    "name": "  Brightwell   Pumps ",
    "number_kind": "company",
    "company_number": "sc 123456",
    "town": "Merrow",
    "postcode": "ZY1 1AA",
    "website": "brightwell.example",
    "sector": "engineering-and-maintenance",
    "about": "We build pumps.",
}


@pytest.fixture
def browser(signed_in, emma, near_here):
    return signed_in(emma)


def post(browser, **changes):
    return browser.post(reverse("workexperience:employer-add"), {**FILLED, **changes})


def test_the_public_page_is_one_body_for_everyone(client, signed_in, emma, amina):
    bodies = {one.get("/employers/").content for one in (client, signed_in(emma), signed_in(amina))}
    assert len(bodies) == 1
    assert reverse("workexperience:employer-add").encode() in bodies.pop()


def test_an_employer_is_added_as_typed_and_tidied(browser):
    answer = post(browser)
    employer = Employer.objects.get()
    assert answer.headers["Location"] == f"/employers/{employer.pk}/"
    assert (employer.organisation.name, employer.number) == ("Brightwell Pumps", "SC123456")
    assert employer.organisation.website == "https://brightwell.example"
    assert "Not checked yet" in browser.get(answer.headers["Location"]).text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"company_number": ""}, "Enter the company number"),
        ({"company_number": "123"}, "Company number must be 8 numbers"),
        ({"number_kind": "none"}, "Enter how somebody can check who you are"),
        ({"number_kind": "charity", "charity_number": "x"}, "Charity number must be"),
        ({"postcode": "ZX1 1AA"}, "not in England"),
        ({"postcode": "nowhere"}, "Enter a full UK postcode"),
        ({"website": "http://no spaces"}, "Enter a website address"),
        ({"website": "javascript://x.example/%0aalert(1)"}, "Enter a website address"),
        ({"sector": "no-such"}, "Choose a sector"),
        ({"about": "x" * 601}, "at most 600"),
        ({"name": "Brightwell.example"}, "must not have a website address in it"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_nothing_is_lost(browser, changes, sentence):
    page = post(browser, **changes).text
    assert sentence in page
    assert "Brightwell" in page
    assert not Employer.objects.exists()


def test_a_postcode_not_in_the_list_is_asked_about_once(browser):
    asked = post(browser, postcode="ZY1 9ZZ").text
    assert "This postcode is correct" in asked
    assert not Employer.objects.exists()
    assert post(browser, postcode="ZY1 9ZZ", postcode_is_right="on").status_code == 302
    assert Employer.objects.get().organisation.postcode == "ZY1 9ZZ"


def test_the_box_is_not_shown_before_it_is_needed(browser):
    assert "This postcode is correct" not in browser.get(reverse("workexperience:employer-add")).text


def test_a_proven_number_leads_to_the_page_that_names_nobody(browser):
    theirs = EmployerFactory(number="SC123456", proven_number="company:SC123456")
    answer = post(browser)
    assert answer.headers["Location"] == reverse("workexperience:employer-known")
    page = browser.get(answer.headers["Location"]).text
    assert "here already" in page
    assert theirs.organisation.name not in page


def test_mine_says_what_to_do_or_leads_on_or_lists(signed_in, emma):
    browser, address = signed_in(emma), reverse("workexperience:employers-mine")
    assert "You work for no employer here" in browser.get(address).text
    one, two = EmployerFactory.create_batch(2)
    member_of(emma, one)
    assert browser.get(address).headers["Location"] == f"/employers/{one.pk}/"
    member_of(emma, two)
    assert f'href="/employers/{two.pk}/"' in browser.get(address).text


def member_of(user, employer):
    user.memberships.create(organisation=employer.organisation, role=Role.EMPLOYER, created_at=NOW)


HELD = {"decided_at": datetime(2026, 9, 20, 10, tzinfo=UTC), "accepted": True}
SAYS = [
    ([], ["Not checked yet", "Send your check"]),
    ([{}], ["Waiting to be checked", "waits with Inventshire Careers Hub"]),
    ([{**HELD, "accepted": False, "note": "Which policy?"}], ["Sent back", "Which policy?", "Change your check"]),
    ([HELD], ["Checked", "holds until <strong>31 August 2027</strong>", "Hugo Lind checked"]),
    ([{**HELD, "insured_until": date(2026, 12, 22)}], ["Check runs out soon", "30 days left", "Send a new check"]),
    ([{**HELD, "insured_until": date(2026, 11, 22)}], ["Check runs out soon", "that is today"]),
    ([{**HELD, "insured_until": date(2026, 11, 21)}], ["Check has run out", "ended on <strong>21 November 2026"]),
    ([{**HELD, "ended_at": NOW, "ended_because": "Not who they say"}], ["Check withdrawn", "Not who they say"]),
    ([HELD, {}], ["Checked", "Your new check was sent"]),
]


@pytest.mark.parametrize(("rows", "says"), SAYS)
@time_machine.travel(NOW, tick=False)
def test_home_says_where_the_check_stands(signed_in, emma, hugo, council, rows, says):
    employer = EmployerFactory(organisation__council=council)
    member_of(emma, employer)
    for row in rows:
        who = {"decided_by": hugo} if "decided_at" in row else {}
        CheckFactory(employer=employer, **row, **who, **({"ended_by": hugo} if "ended_at" in row else {}))
    page = signed_in(emma).get(f"/employers/{employer.pk}/").text
    for words in says:
        assert words in page


def test_home_leads_to_offers_requests_and_people(signed_in, emma):
    employer = EmployerFactory()
    member_of(emma, employer)
    page = signed_in(emma).get(f"/employers/{employer.pk}/").text
    for name in ("workexperience:offers", "workexperience:approaches", "organisations:members"):
        assert f'href="{reverse(name, args=[employer.pk])}"' in page


@pytest.mark.parametrize(("typed", "kept"), [("", None), ("0", 0), ("5", 5)])
def test_the_limit_may_be_none_nobody_or_a_number(signed_in, emma, typed, kept):
    employer = EmployerFactory()
    member_of(emma, employer)
    answers = {"sector": "retail-and-sales", "about": "Books", "approaches_a_term": typed}
    assert signed_in(emma).post(f"/employers/{employer.pk}/about/", answers).status_code == 302
    employer.refresh_from_db()
    assert employer.approaches_a_term == kept


def test_the_name_page_gives_a_form_until_it_is_fixed(signed_in, emma):
    employer = EmployerFactory()
    member_of(emma, employer)
    address = reverse("workexperience:employer-name", args=[employer.pk])
    assert employer.number in signed_in(emma).get(address).text
    CheckFactory(employer=employer)
    assert "they stay as they are" in signed_in(emma).get(address).text
    page = signed_in(emma).post(address, {"name": "New", "number_kind": "none", "without_number": "Ask"})
    assert page.status_code == 200
    employer.organisation.refresh_from_db()
    assert employer.organisation.name != "New"


def test_a_colleague_elsewhere_sees_nothing(signed_in):
    other = member("x@other.example", "X", EmployerFactory().organisation, Role.EMPLOYER)
    employer = EmployerFactory()
    assert signed_in(other).get(f"/employers/{employer.pk}/").status_code == 404


def test_a_box_that_was_not_shown_is_not_shown_for_another_mistake(browser):
    assert "This postcode is correct" not in post(browser, about="", postcode_is_right="False").text


def test_nobody_asks_about_numbers_without_end(browser, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "employer-add": "1/h/user"}
    assert post(browser).status_code == 302
    assert post(browser, company_number="87654321").status_code == 429


def test_an_employer_that_moves_goes_to_the_hub_there(browser, emma, council, beyond):
    employer = EmployerFactory(organisation__council=beyond.council)
    member_of(emma, employer)
    address = reverse("workexperience:employer-place", args=[employer.pk])
    assert "not in England" in browser.post(address, {"town": "Far", "postcode": "ZX1 1AA"}).text
    assert "This postcode is correct" in browser.post(address, {"town": "Merrow", "postcode": "ZY1 9ZZ"}).text
    assert browser.post(address, {"town": "Merrow", "postcode": "zy11aa"}).status_code == 302
    place = employer.organisation
    place.refresh_from_db()
    assert (place.town, place.postcode, place.easting, place.council) == ("Merrow", "ZY1 1AA", 400_000, council)


@pytest.mark.parametrize("many", [2, 5])
@time_machine.travel(NOW, tick=False)
def test_my_employers_and_what_they_have_to_do_ask_the_same_at_any_number(
    signed_in, emma, many, django_assert_num_queries
):
    for _ in range(many):
        employer = EmployerFactory()
        member_of(emma, employer)
        CheckFactory(employer=employer, accepted_by_hub=True, insured_until=date(2026, 12, 22))
    browser = signed_in(emma)
    with django_assert_num_queries(5):
        assert browser.get("/employers/mine/").text.count("Check runs out soon") == many
    with django_assert_num_queries(4):
        assert len(list(due(emma, NOW))) == many
