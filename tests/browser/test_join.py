"""Joining: ask, letter, confirm, careers leader, invite the head, the head accepts."""

import re

import pytest

from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Membership
from frontdoor.people.models import User

pytestmark = pytest.mark.every_look


def link_to(email: str) -> str:
    """The link in the newest letter to this address."""
    said = Letter.objects.filter(to=email).latest("pk").text
    return re.search(r"(/account/join/confirm/\?key=\S+)", said)[1]


def code_to(email: str) -> str:
    """The code in the newest letter to this address."""
    return re.search(r"^([A-Z0-9-]{6,11})$", Letter.objects.filter(to=email).latest("pk").text, re.MULTILINE)[1]


def test_a_school_joins_and_its_head_follows(visitor, here, hugo):
    visitor.open("/account/join/")
    visitor.fill("Name, town, postcode or URN", "Herefield")
    visitor.press("Find")
    visitor.follow("Herefield School")
    assert visitor.heading.startswith("Join Herefield School")
    assert "Made-up school" in visitor.heading

    visitor.press("Send me the letter")
    assert visitor.errors == ["Choose a role", "Enter your full name", "Enter your work email address"]
    visitor.choose("Role", "Careers leader")
    visitor.fill("Your full name", "Ann Other")
    visitor.fill("Your work email address", "ann@herefield.example")
    visitor.press("Send me the letter")
    assert visitor.heading == "Look in your mailbox"

    visitor.open(link_to("ann@herefield.example"))
    assert not Membership.objects.filter(organisation=here).exists()
    visitor.press("Confirm and join")
    assert visitor.heading == "You have joined"
    assert Letter.objects.filter(to=hugo.email, kind="join-told").exists()

    visitor.follow("Email me a code")
    visitor.fill("Email address", "ann@herefield.example")
    visitor.press("Email me a code")
    visitor.fill("Code", code_to("ann@herefield.example"))
    visitor.press("Sign in")
    assert visitor.heading == "Where you belong"
    assert "Careers leader" in visitor.text

    visitor.open("/to-do/")
    assert "Invite your head" in visitor.text
    visitor.follow("Invite Invite your head")
    visitor.choose("Role", "Head")
    visitor.fill("Their work email address", "head@herefield.example")
    visitor.press("Send the invitation")
    assert "Invited head@herefield.example" in visitor.text
    visitor.press("Sign out")

    visitor.open(link_to("head@herefield.example"))
    visitor.fill("Your full name", "Hana Novak")
    visitor.press("Accept and join")
    assert visitor.heading == "You have joined"
    assert Membership.objects.get(organisation=here, role="head").user == User.objects.get(full_name="Hana Novak")
    assert Letter.objects.filter(to="ann@herefield.example", kind="join-told").exists()


def test_a_request_from_another_domain_is_accepted_by_the_hub(visitor, here, hub, hugo):
    visitor.open(f"/account/join/{here.urn}/")
    visitor.choose("Role", "Careers leader")
    visitor.fill("Your full name", "Ann Other")
    visitor.fill("Your work email address", "ann@trust.example")
    visitor.press("Send me the letter")
    visitor.open(link_to("ann@trust.example"))
    visitor.press("Confirm and join")
    assert visitor.heading == "Your request is waiting"

    visitor.sign_in(hugo)
    visitor.open("/to-do/")
    visitor.follow("Decide")
    visitor.press("Accept Ann Other")

    assert "Accepted. We have written to them." in visitor.text
    assert "Nobody is waiting" in visitor.text
    assert Membership.objects.get(organisation=here).user.email == "ann@trust.example"


def test_staff_set_up_a_second_step(visitor, amina, settings):
    settings.DEMO = False
    amina.memberships.update(role="leader")
    visitor.open("/account/login/")
    visitor.fill("Email address", amina.email)
    visitor.fill("Password", "a long enough password")
    visitor.press("Sign in")

    assert visitor.heading == "Set up a second step"
