"""When an address vouches for a person, and when somebody must decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.organisations.joining.rules import (
    Facts,
    host,
    is_public_mail,
    opens_at_once,
    reads_only_at_first,
    vouches,
)


@pytest.mark.parametrize(
    "website",
    [
        "http://www.herefield.example",
        "https://herefield.example/home/index.html",
        "www.herefield.example",
        "HEREFIELD.EXAMPLE/",
        " herefield.example ",
        "https://www.herefield.example:8443/a?b=c",
    ],
)
def test_host_is_read_from_every_way_that_registers_write_it(website):
    assert host(website) == "herefield.example"


@pytest.mark.parametrize("website", ["", "http://", "http://[school", "n/a"])
def test_host_of_what_is_no_address_vouches_for_nobody(website):
    assert not vouches(website, "amina@herefield.example")


@pytest.mark.parametrize(
    ("website", "email", "expected"),
    [
        ("www.herefield.example", "amina@herefield.example", True),
        ("www.herefield.example", "Amina@HEREFIELD.example", True),
        ("www.herefield.example", "amina@mail.herefield.example", False),
        ("kings.school-host.example", "anyone@school-host.example", False),
        ("school-host.example/kings", "anyone@kings.school-host.example", False),
        ("www.herefield.example", "amina@herefield.example.evil.example", False),
        ("www.herefield.example", "amina@notherefield.example", False),
        ("https://www.facebook.com/herefield", "anyone@facebook.com", False),
        ("https://gmail.com", "anyone@gmail.com", False),
        ("www.herefield.example", "herefield.example", False),
        ("", "amina@", False),
    ],
)
def test_an_address_vouches_only_at_the_websites_own_domain(website, email, expected):
    assert vouches(website, email) is expected


@given(st.text(), st.text())
def test_vouching_never_breaks_and_never_trusts_a_public_provider(website, email):
    assert not (vouches(website, email) and is_public_mail(email))


@pytest.mark.parametrize(
    ("wants_head", "invited", "above", "vouched", "opens"),
    [
        (False, False, False, True, True),  # asked, at the school's own domain
        (False, False, False, False, False),  # asked, from elsewhere: the hub decides
        (False, True, False, False, True),  # a colleague invited a teacher
        (True, True, False, True, True),  # the careers leader invited the head, the domain confirms
        (True, True, False, False, False),  # the careers leader invited the head, the hub confirms
        (True, False, False, True, False),  # nobody becomes head by asking alone
        (True, True, True, False, True),  # the hub invited the head
    ],
)
def test_joining_opens_at_once_only_when_somebody_or_something_vouches(wants_head, invited, above, vouched, opens):
    assert opens_at_once(Facts(wants_head, invited, above, vouched)) is opens


@given(*[st.booleans()] * 3)
def test_being_vouched_for_never_closes_the_door(wants_head, invited, above):
    without, with_it = (opens_at_once(Facts(wants_head, invited, above, vouched)) for vouched in (False, True))
    assert with_it >= without


@given(*[st.booleans()] * 6)
def test_the_domain_alone_gives_no_power_over_people_who_are_there(wants_head, invited, above, vouched, lead, managed):
    facts = Facts(wants_head, invited, above, vouched, lead, managed)

    assert reads_only_at_first(facts) is (lead and managed and not invited)
