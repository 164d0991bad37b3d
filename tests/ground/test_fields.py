"""Fields of our own: a line, a time of the clock."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from frontdoor.ground.fields import ClockField, LineField


def test_a_line_loses_its_breaks_and_double_spaces():
    assert LineField().clean(" Brightwell\r\n  Pumps ") == "Brightwell Pumps"


@pytest.mark.parametrize(("typed", "when"), [("9.30", time(9, 30)), ("0930", time(9, 30)), ("noon", time(12))])
def test_a_time_is_taken_as_people_type_it(typed, when):
    assert ClockField().clean(typed) == when


def test_what_is_no_time_is_refused_with_one_that_is():
    with pytest.raises(ValidationError, match="Enter a time, like 9:30am"):
        ClockField().clean("half past")
