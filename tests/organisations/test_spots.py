"""Where a postcode is, in whose council, and how a form asks for one."""

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.organisations.places.forms import PostcodeForm
from frontdoor.organisations.places.spots import NOT_FULL, OUTSIDE, Unsure, council_near, spot
from tests.organisations.factories import MERROW, schools_around_merrow


@pytest.fixture(autouse=True)
def _near_here(here, beyond):
    schools_around_merrow(here, beyond)


def test_a_known_postcode_leads_to_its_point_and_the_nearest_council(council):
    found = spot("zy11aa", sure=False)
    assert (found.postcode, found.point, found.council) == ("ZY1 1AA", MERROW, council)


def test_a_postcode_that_is_not_in_the_list_is_asked_about_and_then_taken(council):
    with pytest.raises(Unsure, match="ZY1 9ZZ is not in our list"):
        spot("ZY1 9ZZ", sure=False)
    assert spot("ZY1 9ZZ", sure=True).council == council


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("ZY1", NOT_FULL), ("Merrow", NOT_FULL), ("", NOT_FULL), ("ZX1 1AA", OUTSIDE), ("ZQ9 1AA", "We do not know")],
)
def test_what_is_no_place_of_england_is_refused_however_sure(typed, sentence):
    with pytest.raises(Refused, match=sentence):
        spot(typed, sure=True)


def test_a_closed_school_says_nothing_about_the_council(here, beyond):
    here.status_code = "2"
    here.save(update_fields=["status_code"])
    assert council_near(MERROW) == beyond.council


def test_without_any_school_there_is_no_council(here, beyond):
    for school in (here, beyond):
        school.council = None
        school.save(update_fields=["council"])
    assert council_near(MERROW) is None


def test_a_form_takes_a_postcode_that_is_in_the_list_at_once(council):
    form = PostcodeForm({"postcode": " zy1  1aa "})
    assert form.is_valid()
    assert (form.spot.postcode, form.spot.council) == ("ZY1 1AA", council)
    assert form.fields["postcode_is_right"].widget.is_hidden


def test_a_form_asks_once_about_a_postcode_that_is_not_in_the_list():
    form = PostcodeForm({"postcode": "ZY1 9ZZ"})
    assert "is not in our list" in form.errors["postcode"][0]
    assert not form.fields["postcode_is_right"].widget.is_hidden
    sure = PostcodeForm({"postcode": "ZY1 9ZZ", "postcode_is_right": "on"})
    assert sure.is_valid()
    assert sure.spot.postcode == "ZY1 9ZZ"


@pytest.mark.parametrize(("typed", "sentence"), [("", NOT_FULL), ("ZX1 1AA", OUTSIDE)])
def test_a_form_says_why_a_postcode_is_not_taken(typed, sentence):
    assert PostcodeForm({"postcode": typed, "postcode_is_right": "on"}).errors["postcode"] == [sentence]
