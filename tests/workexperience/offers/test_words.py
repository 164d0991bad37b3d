"""Days, hours and ages as people read them."""

from dataclasses import replace
from datetime import date, time

import pytest

from tests.workexperience.offers.conftest import WEEK
from workexperience.offers import words


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, "1 to 5 March 2027"),
        ({"last_day": date(2027, 3, 1), "weekdays": (1,)}, "1 March 2027"),
        ({"last_day": date(2027, 4, 9)}, "1 March to 9 April 2027"),
        ({"last_day": date(2028, 1, 7)}, "1 March 2027 to 7 January 2028"),
        ({"weekdays": (2, 4)}, "Tuesdays and Thursdays, 1 to 5 March 2027"),
    ],
)
def test_days_are_said_as_short_as_they_are_clear(changes, wanted) -> None:
    assert words.dates_in_words(replace(WEEK, **changes)) == wanted


def test_hours_and_ages_are_said_in_words() -> None:
    assert words.hours_in_words(WEEK) == "9:30am to 3:30pm with a break of 30 minutes: 5.5 hours a day"
    assert (
        words.hours_in_words(replace(WEEK, ends_at=time(10, 30), break_minutes=0)) == "9:30am to 10:30am: 1 hour a day"
    )
    assert [words.ages_in_words(*one) for one in ((16, 24), (16, None), (None, 18), (16, 16), (None, None))] == [
        "Aged 16 to 24",
        "Aged 16 or over",
        "Aged 18 or under",
        "Aged 16",
        "",
    ]


def test_these_dates_leave_weekends_out_unless_they_begin_or_end_on_one() -> None:
    assert words.every_day(date(2027, 3, 4), date(2027, 3, 9)) == (1, 2, 4, 5)
    assert words.every_day(date(2027, 3, 5), date(2027, 3, 7)) == (5, 6, 7)
    assert words.every_day(date(2027, 3, 6), date(2027, 3, 6)) == (6,)
    assert words.every_day(date(2027, 3, 1), date(2027, 4, 9)) == (1, 2, 3, 4, 5)
