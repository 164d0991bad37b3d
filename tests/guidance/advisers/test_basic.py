"""A basic DBS check counts only where no child is met, at whichever door somebody asks."""

from datetime import date, timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Kind, Role
from guidance.advisers import actions, queries, relying, rules
from guidance.advisers.rules import BASIC, DBS, Told
from guidance.models import Proof, Service
from guidance.services.actions import describe
from tests.factories import OrganisationFactory, member
from tests.guidance.advisers.conftest import NOW, TODAY
from tests.guidance.factories import ProofFactory, ServiceFactory, SupplyFactory, adviser_at

CHECK = Told(DBS, BASIC, date(2026, 11, 2), until=date(2029, 11, 1))


@pytest.fixture
def adults(db):
    place = OrganisationFactory(kind=Kind.ADULT_SERVICE, name="Inventshire Careers for Adults")
    return ServiceFactory(organisation=place, takes_schools=False)


@pytest.fixture
def lead(adults):
    return member("lead@adults.example", "Lou Lead", adults.organisation, Role.ADVISER_LEAD)


@pytest.fixture
def basic(adults):
    adviser = adviser_at(adults.organisation)
    ProofFactory(adviser=adviser)
    ProofFactory(adviser=adviser, dbs=True, name=BASIC)
    return adviser


@pytest.fixture(autouse=True)
def clock(time_machine) -> None:
    """Whether a supply is over is asked of the real day."""
    time_machine.move_to(NOW, tick=False)


def is_able(adviser) -> bool:
    """At every door the same answer, or the test fails."""
    seen = queries.seen_of([adviser])[adviser.pk]
    answers = {
        queries.able(TODAY).filter(pk=adviser.pk).exists(),
        rules.problem_on(seen, TODAY) == "",
        queries.standing(adviser, TODAY).is_able,
        queries.holding(TODAY).filter(adviser=adviser, kind=DBS).exists(),
    }
    assert len(answers) == 1
    return answers.pop()


def test_it_counts_where_adults_are_met_and_not_where_schools_may_choose(adults, basic) -> None:
    assert is_able(basic)
    Service.objects.update(takes_schools=True)
    assert not is_able(basic)


@pytest.mark.parametrize(
    ("terms", "able"),
    [
        ({}, False),
        ({"first_day": TODAY + timedelta(days=9)}, False),
        ({"last_day": TODAY}, False),
        ({"last_day": TODAY - timedelta(days=1)}, True),
        ({"ended_at": NOW - timedelta(days=2)}, True),
    ],
    ids=["in place", "begins later", "last day", "over", "ended"],
)
def test_a_school_that_it_supplies_stays_when_the_tick_is_gone(adults, basic, terms, able) -> None:
    ended = {"ended_by": basic.user} if "ended_at" in terms else {}
    SupplyFactory(service=adults, **terms, **ended)
    assert is_able(basic) == able
    assert queries.adults_only(adults) == able


def test_it_is_neither_sent_nor_accepted_for_a_service_that_supplies_a_school(adults, lead) -> None:
    new = adviser_at(adults.organisation)
    proof = actions.send(adviser_id=new.pk, told=CHECK, by=new.user, now=NOW)
    SupplyFactory(service=adults)
    with pytest.raises(Refused, match="not enough where children are met"):
        actions.accept(proof_id=proof.pk, by=lead, now=NOW)
    Proof.objects.all().delete()
    with pytest.raises(Refused, match="not enough where children are met"):
        actions.send(adviser_id=new.pk, told=CHECK, by=new.user, now=NOW)


def test_schools_may_choose_only_once_it_is_withdrawn(adults, basic, lead) -> None:
    def tick() -> None:
        describe(service_id=adults.pk, about="Us.", takes_schools=True, by=lead)

    with pytest.raises(Refused, match="basic DBS check"):
        tick()
    adults.refresh_from_db()
    assert not adults.takes_schools
    actions.withdraw(proof_id=basic.proofs.get(kind=DBS).pk, because="We meet pupils now", by=lead, now=NOW)
    tick()
    adults.refresh_from_db()
    assert adults.takes_schools


def test_the_page_of_a_withdrawal_leaves_it_out_too(adults, basic) -> None:
    Service.objects.update(takes_schools=True)
    register = ProofFactory(adviser=basic, register=True)
    assert relying.without(register, now=NOW).says.startswith("Nobody can be booked")


def test_the_page_offers_no_acceptance_that_is_refused(adults, lead, signed_in) -> None:
    new = adviser_at(adults.organisation)
    proof = ProofFactory(adviser=new, dbs=True, name=BASIC, waiting=True)
    address = f"/guidance/register/{new.pk}/proofs/{proof.pk}/"
    client = signed_in(lead)
    assert b">\n  Accept\n" in client.get(address).content
    Service.objects.update(takes_schools=True)
    shown = client.get(address).content.decode()
    assert "A basic DBS check is not enough where children are met. Send it back." in shown
    assert "/accept/" not in shown
    Service.objects.update(takes_schools=False)
    Proof.objects.update(until=date(2026, 11, 1))
    shown = client.get(address).content.decode()
    assert "This proof has run out, so it cannot be accepted." in shown
    assert "/accept/" not in shown
