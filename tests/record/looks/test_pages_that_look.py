"""What is kept of the pages that a plain visit does not show: files, lists of a file, a search for safeguarding."""

import pytest

from frontdoor.record.models import Look, LookKind, LookReason, SafeguardingContact
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupils(here) -> list[int]:
    """Two pupils of one year group."""
    names = ("Asha", "Bo")
    return [enrolled(here, year_group=9, learner=LearnerFactory(given_names=name)).learner_id for name in names]


@pytest.fixture
def contact(here, bryn, pupils):
    """Bryn, a teacher, is the school's safeguarding contact."""
    SafeguardingContact.objects.filter(institution=here).update(email="Bryn@Herefield.example")
    return bryn


def kept() -> list[tuple[str, str, list[int]]]:
    return [(look.kind, look.reason, look.learners) for look in Look.objects.order_by("pk")]


def test_printed_codes_are_a_file_with_everybody_on_it(pupils, signed_in, amina) -> None:
    signed_in(amina).post("/learners/900001/invite/", {"years": ["9"]})

    assert kept() == [(LookKind.EXPORT, LookReason.ENROLLED, sorted(pupils))]


def test_a_search_keeps_those_whom_it_found(pupils, signed_in, amina) -> None:
    signed_in(amina).post("/learners/900001/", {"q": "bo"}, headers={"hx-request": "true"})

    assert kept() == [(LookKind.LIST, LookReason.ENROLLED, pupils[1:])]


def test_an_empty_list_keeps_nothing(pupils, signed_in, amina) -> None:
    signed_in(amina).post("/learners/900001/", {"q": "nobody"})

    assert kept() == []


def test_safeguarding_contact_searches_and_looks_with_that_reason(pupils, contact, signed_in) -> None:
    client = signed_in(contact)
    address = "/learners/900001/safeguarding/pupils/"
    assert "Asha" not in client.get(address).content.decode()
    assert kept() == []

    page = client.post(address, {"q": "asha"}).content.decode()
    assert f'href="{address}{pupils[0]}/"' in page
    assert "Asha" in client.get(f"{address}{pupils[0]}/").content.decode()

    assert kept() == [
        (LookKind.LIST, LookReason.SAFEGUARDING, pupils[:1]),
        (LookKind.PAGE, LookReason.SAFEGUARDING, pupils[:1]),
    ]


def test_safeguarding_pages_are_not_there_for_other_staff(pupils, contact, signed_in, amina, hana, cora) -> None:
    for person in (amina, hana, cora):
        client = signed_in(person)
        for address in ("", f"{pupils[0]}/"):
            assert client.get(f"/learners/900001/safeguarding/pupils/{address}").status_code == 404
    assert "safeguarding/pupils" not in signed_in(amina).get("/learners/900001/safeguarding/").content.decode()
    assert "safeguarding/pupils" in signed_in(contact).get("/learners/900001/safeguarding/").content.decode()


def test_address_that_is_not_confirmed_opens_no_safeguarding_page(pupils, contact, signed_in) -> None:
    contact.emailaddress_set.update(verified=False)

    assert signed_in(contact).get("/learners/900001/safeguarding/pupils/").status_code == 404


def test_contact_who_left_opens_no_safeguarding_page(pupils, contact, signed_in) -> None:
    client = signed_in(contact)
    contact.memberships.update(ended_at="2026-11-01T00:00Z")

    assert client.get("/learners/900001/safeguarding/pupils/").status_code == 404
