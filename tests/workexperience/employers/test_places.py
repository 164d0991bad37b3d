"""Where an employer is, and whose hub checks it."""

import pytest

from frontdoor.ground.refused import Refused
from tests.workexperience.employers.conftest import MERROW
from workexperience.employers.places import NOT_FULL, OUTSIDE, Unsure, council_near, spot

pytestmark = pytest.mark.usefixtures("near_here")


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
