"""A calendar file says who made it and how England's clocks go; no value of it holds a control character."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.ground.calendars import empty, printable

LONDON = ZoneInfo("Europe/London")


def test_an_empty_file_names_its_maker_and_has_no_event():
    read = icalendar.Calendar.from_ical(empty("-//Frontdoor//Tests//EN").to_ical())
    assert (read["PRODID"], read["VERSION"], read.events) == ("-//Frontdoor//Tests//EN", "2.0", [])


def test_two_files_share_no_events():
    empty("-//One//EN").add_component(icalendar.Event())
    assert empty("-//Two//EN").events == []


def test_the_clocks_in_the_file_go_as_englands_do():
    clocks = icalendar.Calendar.from_ical(empty("-//Frontdoor//Tests//EN").to_ical()).timezones[0]
    assert clocks.tz_name == "Europe/London"
    read = clocks.to_tz(lookup_tzid=False)
    hours = [datetime(2026, 1, 1, 12) + timedelta(days=n) for n in range(5 * 365)]
    assert [hour.replace(tzinfo=read).utcoffset() for hour in hours] == [
        hour.replace(tzinfo=LONDON).utcoffset() for hour in hours
    ]


@given(st.text())
def test_what_is_left_of_a_text_can_be_printed_and_keeps_its_lines(text):
    left = printable(text)
    assert all(letter.isprintable() for letter in left.replace("\n", ""))
    assert left.count("\n") == text.count("\n")
    assert printable(left) == left
