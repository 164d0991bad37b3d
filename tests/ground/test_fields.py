"""Fields of our own: a line, an address of the web, a time of the clock."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from frontdoor.ground.fields import ClockField, LineField, WebsiteField


def test_a_line_loses_its_breaks_and_double_spaces():
    assert LineField().clean(" Brightwell\r\n  Pumps ") == "Brightwell Pumps"


@pytest.mark.parametrize(("typed", "when"), [("9.30", time(9, 30)), ("0930", time(9, 30)), ("noon", time(12))])
def test_a_time_is_taken_as_people_type_it(typed, when):
    assert ClockField().clean(typed) == when


def test_what_is_no_time_is_refused_with_one_that_is():
    with pytest.raises(ValidationError, match="Enter a time, like 9:30am"):
        ClockField().clean("half past")


@pytest.mark.parametrize(
    ("typed", "address"),
    [("", ""), (" www.a.example ", "https://www.a.example"), ("http://a.example/b", "http://a.example/b")],
)
def test_a_website_may_be_typed_without_its_beginning(typed, address):
    assert WebsiteField(required=False).clean(typed) == address


@pytest.mark.parametrize("typed", ["javascript://a.example", "no website", "ftp://a.example"])
def test_what_is_no_website_is_refused(typed):
    with pytest.raises(ValidationError, match="Enter a website address"):
        WebsiteField().clean(typed)
