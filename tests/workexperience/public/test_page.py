"""An offer's page says everything that somebody needs, nothing of a person, and is there only while it is listed."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from lxml import html

from tests.careers.factories import CareerFactory
from tests.workexperience.factories import SessionFactory
from tests.workexperience.public.conftest import NOW, another, listed_row
from workexperience.models import Mode

pytestmark = pytest.mark.django_db


def at(offer):
    return f"/work-experience/{offer.pk}/"


def words(client, offer):
    return " ".join(html.document_fromstring(client.get(at(offer)).content).text_content().split())


def test_it_says_what_when_where_for_whom_and_how_to_apply(client, offer):
    CareerFactory(slug="fitter", title="Fitter", main_category=offer.sector).categories.add(offer.sector)
    text = words(client, offer)
    for part in (
        "Larch and Loom", "A week in the workshop", "Work experience placement", "You will help to measure",
        "You will learn how a drawing", "1 to 5 March 2027", "9:30am to 3:30pm", "3 places left", "Years 10 and 11",
        "1 February 2027", "Unit 4, Mill Lane", "ZZ1 1ZZ", "Step-free", "does not pay for travel", "The 12 bus",
        "Old clothes.", "The saw.", "Checked.", "We build looms.", "Fitter", "through your school or college",
    ):  # fmt: skip
        assert part in text, part
    links = html.document_fromstring(client.get(at(offer)).content).xpath("//main//a/@href")
    assert {f"{at(offer)}apply/", f"{at(offer)}report/", f"{at(offer)}days.ics", "https://larch.example"} <= {*links}


def test_page_and_days_name_nobody(client, offer):
    for path in (at(offer), f"{at(offer)}days.ics"):
        body = client.get(path).content.decode()
        for person in ("Sol Marsh", "960002", "Sana Reed", "960001", "employers.example", "people.example"):
            assert person not in body, (path, person)
    assert "Mill Lane" not in client.get(f"{at(offer)}days.ics").content.decode()


def test_body_is_the_same_for_everybody_and_no_cache_keeps_it_unasked(client, offer, amina, hugo):
    bodies = [client.get(at(offer)).content]
    for person in (amina, hugo):
        client.force_login(person)
        bodies.append(client.get(at(offer)).content)
    assert len(set(bodies)) == 1
    assert Client().get(at(offer))["Cache-Control"] == "public, max-age=0, must-revalidate"


def _draft(offer):
    offer.opened_at = None
    offer.save()


def _close(offer):
    offer.closed_at, offer.closed_by = datetime(2026, 11, 20, tzinfo=UTC), offer.employer.checks.get().created_by
    offer.save()


def _expire(offer):
    offer.closes_on = date(2026, 11, 20)
    offer.save()


def _fill(offer):
    offer.sessions.update(taken=4)


def _withdraw(offer):
    offer.employer.checks.update(insured_until=date(2026, 11, 20))


@pytest.mark.parametrize("spoil", [_draft, _close, _expire, _fill, _withdraw])
@pytest.mark.parametrize("path", ["", "days.ics"])
def test_what_is_not_listed_is_as_if_it_were_not_there(client, offer, spoil, path):
    assert client.get(f"{at(offer)}{path}").status_code == 200
    spoil(offer)
    gone = client.get(f"{at(offer)}{path}")
    missing = client.get(f"/work-experience/999999/{path}")
    assert gone.status_code == missing.status_code == 404
    assert gone.content == missing.content


def test_days_that_have_begun_are_left_out_and_full_ones_are_said_but_not_for_the_calendar(client, offer):
    SessionFactory(offer=offer, first_day=date(2026, 11, 16), last_day=date(2026, 12, 4))
    full = SessionFactory(offer=offer, first_day=date(2027, 4, 5), last_day=date(2027, 4, 9), taken=4)
    text = words(client, offer)
    assert "November" not in text
    assert "5 to 9 April 2027" in text
    assert "Full" in text
    file = client.get(f"{at(offer)}days.ics")
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert file.content.count(b"BEGIN:VEVENT") == 1
    session = offer.sessions.get(first_day=date(2027, 3, 1))
    assert f"UID:offer-{offer.pk}-days-{session.pk}@".encode() in file.content
    assert f"days-{full.pk}@".encode() not in file.content
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert client.get(f"{at(offer)}days.ics").content == file.content
    assert b"DTSTART;TZID=Europe/London:20270301T093000" in file.content
    assert b"LOCATION:Merrow\\, ZZ1 1ZZ" in file.content


def test_machines_read_the_same_as_people(client, offer):
    offer.title = "A week </script> here"
    offer.save()
    tree = html.document_fromstring(client.get(at(offer)).content)
    program, crumbs = (json.loads(found.text) for found in tree.xpath("//script[@type='application/ld+json']"))
    address = f"{settings.SITE_URL}{at(offer)}"
    assert program == {
        "@context": "https://schema.org",
        "@type": "WorkBasedProgram",
        "name": "A week </script> here",
        "description": offer.doing,
        "url": address,
        "programType": "Work experience placement",
        "educationalProgramMode": "onsite",
        "occupationalCategory": "Engineering and maintenance",
        "programPrerequisites": "Years 10 and 11",
        "applicationDeadline": "2027-02-01",
        "provider": {
            "@type": "Organization",
            "name": "Larch and Loom",
            "url": "https://larch.example",
            "address": {
                "@type": "PostalAddress", "addressLocality": "Merrow", "postalCode": "ZZ1 1ZZ", "addressCountry": "GB",
            },
        },
        "startDate": "2027-03-01",
        "endDate": "2027-03-05",
        "maximumEnrollment": 4,
    }  # fmt: skip
    assert [step["name"] for step in crumbs["itemListElement"]] == ["Work experience", "A week </script> here"]
    assert tree.xpath("//link[@rel='canonical']/@href") == [address]


def likes(client, offer):
    return html.document_fromstring(client.get(at(offer)).content).xpath("//*[@aria-labelledby='like']//h3/a/@href")


def test_offers_like_this_are_the_nearest_of_the_same_work_and_never_itself(client, offer, engineering):
    listed_row(offer)
    near, nearer, far, online, over, *others = [
        another(engineering, 9_000), another(engineering, 1_000), another(engineering, 200_000),
        another(engineering, mode=Mode.ONLINE), another(engineering, 500),
        another(engineering, 20_000), another(engineering, 30_000), another(engineering, 31_000),
    ]  # fmt: skip
    for one in (near, nearer, far, online, *others):
        listed_row(one)
    listed_row(over)
    over.listing.shown_until = date(2026, 11, 20)
    over.listing.save()
    assert likes(client, offer) == [at(one) for one in (nearer, near, *others[:2])]
    assert likes(client, far) == []


def test_an_offer_like_this_whose_page_is_not_there_any_more_does_not_show(client, offer, engineering):
    full, open_one = another(engineering, 1_000), another(engineering, 2_000)
    for one in (full, open_one):
        listed_row(one)
    full.sessions.update(taken=4)
    assert likes(client, offer) == [at(open_one)]


def test_offers_like_an_online_one_are_online_and_the_soonest_first(client, engineering):
    first, soon, later = (another(engineering, mode=Mode.ONLINE) for _ in range(3))
    listed_row(first)
    listed_row(later, starts_on=date(2027, 4, 1))
    listed_row(soon, starts_on=date(2027, 2, 20))
    listed_row(another(engineering, 10))
    assert likes(client, first) == [at(soon), at(later)]


def test_page_costs_the_same_with_many_days_and_neighbours(client, offer, engineering, django_assert_max_num_queries):
    for number in range(6):
        SessionFactory(offer=offer, first_day=date(2027, 3, 8) + timedelta(days=7 * number), last_day=date(2027, 6, 1))
        listed_row(another(engineering, 1_000 * number))
    client.get(at(offer))
    with django_assert_max_num_queries(5):
        client.get(at(offer))


def test_page_asks_whether_it_was_useful(client, offer):
    assert client.get(at(offer)).content.count(b"useful__row") == 1
