"""What checks ask of people on the to-do page, and the demo's."""

from datetime import date

import pytest
from django.urls import reverse

from frontdoor.organisations.invented.actions import make_invented
from frontdoor.organisations.models import Membership, Role
from frontdoor.people.models import User
from tests.workexperience.checks.conftest import NOW
from tests.workexperience.factories import CheckFactory
from workexperience.checks import actions
from workexperience.checks.inbox import due
from workexperience.checks.queries import checked
from workexperience.checks.seed import seed_demo
from workexperience.employers.seed import seed_demo as seed_employers
from workexperience.models import Check, Employer


def whats(user):
    return [one.what for one in due(user, NOW)]


def test_an_employer_is_asked_to_send_its_check(emma):
    assert whats(emma) == ["Send your employer check"]


def test_nothing_is_asked_of_it_while_one_waits_and_the_hub_is_asked(emma, waiting, hugo, dee):
    assert whats(emma) == []
    assert whats(hugo) == ["Read an employer’s check and decide"]
    assert whats(dee) == []


def test_the_department_is_asked_where_no_hub_has_anybody(waiting, dee):
    assert whats(dee) == ["Read an employer’s check and decide"]


@pytest.mark.parametrize("left", [False, True])
def test_where_only_its_own_people_are_at_the_hub_the_department_is_asked(
    signed_in, employer, waiting, hugo, dee, left
):
    own = hugo.memberships.create(organisation=employer.organisation, role=Role.EMPLOYER, created_at=NOW)
    if left:
        Membership.objects.filter(pk=own.pk).update(ended_at=NOW, ended_by=hugo)
    assert "Read an employer’s check and decide" not in whats(hugo)
    assert whats(dee) == ["Read an employer’s check and decide"]
    assert "Waits with the department" in signed_in(dee).get(reverse("workexperience:checks")).text


def test_one_that_was_sent_back_is_to_be_changed(emma, waiting, hugo):
    actions.send_back(check_id=waiting.pk, note="Which policy?", by=hugo, now=NOW)
    (one,) = due(emma, NOW)
    assert (one.what, one.why) == (
        "Change your employer check and send it again",
        "Hugo Lind sent it back with a note.",
    )


@pytest.mark.parametrize(
    ("until", "asked"),
    [
        (date(2027, 8, 31), []),
        (date(2027, 1, 22), []),
        (date(2027, 1, 21), ["Renew your employer check before it runs out"]),
        (date(2026, 11, 22), ["Renew your employer check before it runs out"]),
        (date(2026, 11, 21), ["Send your employer check"]),
    ],
)
def test_it_is_to_be_renewed_within_60_days(emma, employer, until, asked):
    CheckFactory(employer=employer, insured_until=until, accepted_by_hub=True)
    assert whats(emma) == asked


def test_others_are_asked_nothing(amina, waiting):
    assert whats(amina) == []


def test_the_demo_is_the_same_every_time(db, settings):
    settings.DEMO = True
    make_invented()
    for _ in range(2):
        seed_employers()
        seed_demo()
    assert Employer.objects.count() == Check.objects.count() == 4
    demo = Employer.objects.get(organisation__name="Larkspur and Finch Engineering")
    assert demo in checked(NOW.date())
    assert checked(NOW.date()).count() == 2
    assert all(place.organisation.made_up for place in Employer.objects.select_related("organisation"))
    assert whats(User.objects.get(email="hub@demo.frontdoor.example")) == ["Read an employer’s check and decide"]
