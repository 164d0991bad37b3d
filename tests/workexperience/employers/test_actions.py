"""Adding an employer and changing what it says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Kind, Membership, Role
from frontdoor.organisations.places.spots import Spot
from tests.factories import UserFactory, member
from tests.organisations.factories import MERROW
from tests.workexperience.employers.conftest import COMPANY, NOW
from tests.workexperience.factories import CheckFactory, EmployerFactory
from workexperience.employers import actions
from workexperience.employers.actions import FIXED, Identity, Profile
from workexperience.models import Employer, NumberKind


def test_an_added_employer_has_its_place_and_one_person(add, emma, council):
    employer = add()
    place = employer.organisation
    assert (place.kind, place.name, place.council, place.postcode) == (
        Kind.EMPLOYER, "Brightwell Pumps", council, "ZY1 1AA",
    )  # fmt: skip
    assert (place.easting, place.northing, place.made_up) == (400_000, 300_000, False)
    assert (employer.number, employer.proven_number) == ("01234567", None)
    assert Membership.objects.get(organisation=place).user == emma
    assert Membership.objects.get(organisation=place).role == Role.EMPLOYER


@pytest.mark.parametrize("identity", [COMPANY, Identity("A. Joiner", NumberKind.NONE, without_number="My tax name")])
def test_a_second_press_is_the_same_employer(add, identity):
    assert add(identity) == add(identity)
    assert Employer.objects.count() == 1


def test_somebody_else_may_claim_the_same_number_until_it_is_proven(add):
    assert add() != add(by=UserFactory())


def test_a_proven_number_makes_nothing_and_tells_the_people_there_once_a_day(add, emma):
    theirs = EmployerFactory(number="01234567", proven_number="company:01234567")
    member("boss@pumps.example", "Bo Boss", theirs.organisation, Role.EMPLOYER)
    for hours in (0, 1, 24):
        assert add(now=NOW + timedelta(hours=hours)) is None
    assert Employer.objects.get() == theirs
    one, _next_day = Letter.objects.order_by("pk")
    assert one.to == "boss@pumps.example"
    assert emma.email in one.text
    assert f"/account/organisations/{theirs.pk}/invite/" in one.text


def test_whoever_works_there_gets_their_own_employer_back(add, emma):
    theirs = EmployerFactory(number="01234567", proven_number="company:01234567")
    Membership.objects.create(user=emma, organisation=theirs.organisation, role=Role.EMPLOYER, created_at=NOW)
    assert add() == theirs
    assert not Letter.objects.exists()


def test_nobody_adds_a_sixth_before_one_is_checked(add):
    for number in range(5):
        add(Identity(f"Firm {number}", NumberKind.COMPANY, f"0000000{number}"))
    with pytest.raises(Refused, match="five employers"):
        add()
    CheckFactory(employer=Employer.objects.first(), accepted_by_hub=True)
    assert add()


def test_what_it_says_can_be_changed_at_any_time(add, emma):
    employer = add()
    CheckFactory(employer=employer, accepted_by_hub=True)
    actions.describe(
        organisation_id=employer.pk,
        profile=Profile("https://new.example", "", "Better pumps"),
        approaches_a_term=0,
        by=emma,
    )
    employer.refresh_from_db()
    assert (employer.about, employer.approaches_a_term) == ("Better pumps", 0)
    assert employer.organisation.website == "https://new.example"


def test_name_and_number_can_be_corrected_until_somebody_reads_them(add, emma):
    employer = add()
    other = Identity("Brightwell Trust", NumberKind.CHARITY, "1123456")
    actions.identify(organisation_id=employer.pk, identity=other, by=emma)
    employer.refresh_from_db()
    assert (employer.organisation.name, employer.identity) == ("Brightwell Trust", "charity:1123456")
    check = CheckFactory(employer=employer)
    with pytest.raises(Refused, match=FIXED):
        actions.identify(organisation_id=employer.pk, identity=COMPANY, by=emma)
    check.accepted, check.note, check.decided_by, check.decided_at = False, "Wrong number", emma, NOW
    check.save()
    actions.identify(organisation_id=employer.pk, identity=COMPANY, by=emma)


def test_name_and_number_are_fixed_by_an_accepted_check_until_it_is_withdrawn(add, emma):
    employer = add()
    check = CheckFactory(employer=employer, accepted_by_hub=True)
    other = Identity("Brightwell Trust", NumberKind.CHARITY, "1123456")
    with pytest.raises(Refused, match=FIXED):
        actions.identify(organisation_id=employer.pk, identity=other, by=emma)
    check.ended_by, check.ended_at, check.ended_because = emma, NOW, "Wrong number"
    check.save()
    actions.identify(organisation_id=employer.pk, identity=other, by=emma)


def test_whoever_has_left_changes_nothing(add, emma):
    employer = add()
    Membership.objects.update(ended_at=NOW, ended_by=emma)
    with pytest.raises(Refused, match="no longer work"):
        actions.describe(organisation_id=employer.pk, profile=Profile(), approaches_a_term=None, by=emma)
    with pytest.raises(Refused, match="no longer work"):
        actions.identify(organisation_id=employer.pk, identity=COMPANY, by=emma)


def test_a_check_that_waits_goes_to_the_hub_of_the_new_place_once(add, emma, hugo, council, beyond):
    employer = add()
    far = member("far@hub.example", "Far Hub", beyond.council.hub, Role.HUB)
    CheckFactory(employer=employer)
    for place in (beyond.council, council, beyond.council):
        spot = Spot("ZY1 1AA", MERROW, place)
        actions.move(organisation_id=employer.pk, spot=spot, town="Merrow", by=emma, now=NOW)
    assert sorted(Letter.objects.values_list("to", flat=True)) == sorted([far.email, hugo.email])


def test_a_name_that_leads_elsewhere_is_refused_however_it_comes(add):
    with pytest.raises(Refused, match="website address"):
        add(replace(COMPANY, name="Go to evil.example"))
