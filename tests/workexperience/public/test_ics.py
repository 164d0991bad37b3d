"""A calendar gets exactly the days and local times of the offer, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.ground.calendars import WEEKDAYS
from workexperience.offers.plan import Days
from workexperience.offers.plan import days as dates_of
from workexperience.public.ics import Event, calendar

NOW = datetime(2026, 11, 20, 8, 15, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
MONDAYS = Days(date(2027, 3, 15), date(2027, 4, 12), (1,), time(9, 30), time(15, 30))
AUTUMN = Days(date(2027, 10, 25), date(2027, 11, 5), (1, 5), time(9), time(16))


def written(days, **more):
    facts = {"summary": "A week", "place": "Merrow", "words": "Come.", "address": "https://x.example/1/"} | more
    return calendar([Event("one@x.example", days, **facts)], since=NOW)


def unfolded(file):
    return file.decode().replace("\r\n ", "").split("\r\n")


def value(file, name):
    """The value of the event's property: everything after the colon."""
    lines = unfolded(file)
    lines = lines[lines.index("BEGIN:VEVENT") :]
    return next((line.partition(":")[2] for line in lines if line.split(":")[0].split(";")[0] == name), None)


def starts(file):
    """Every start in UTC, as a calendar works it out from the file: local times by the rule, up to its last moment."""
    first = datetime.strptime(value(file, "DTSTART"), "%Y%m%dT%H%M%S").replace(tzinfo=LONDON)
    rule = value(file, "RRULE")
    if rule is None:
        return [first.astimezone(UTC)]
    parts = dict(part.split("=") for part in rule.split(";"))
    until = datetime.strptime(parts["UNTIL"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    wanted = {WEEKDAYS.index(name) + 1 for name in parts["BYDAY"].split(",")}
    each = (first.replace(tzinfo=None) + timedelta(days=n) for n in range(800))
    found = (day.replace(tzinfo=LONDON).astimezone(UTC) for day in each if day.isoweekday() in wanted)
    return [start for start in found if start <= until]


@pytest.mark.parametrize(
    ("days", "hours"),
    [(MONDAYS, [9.5, 9.5, 8.5, 8.5, 8.5]), (AUTUMN, [8, 8, 9, 9])],
)
def test_half_past_nine_stays_half_past_nine_when_the_clocks_change(days, hours):
    found = starts(written(days))
    assert [start.hour + start.minute / 60 for start in found] == hours
    assert [start.astimezone(LONDON).date() for start in found] == dates_of(days)


spans = st.builds(
    lambda first, length, weekdays: Days(
        first, first + timedelta(days=length), tuple(sorted(weekdays)), time(9), time(10)
    ),
    st.dates(date(2026, 9, 1), date(2028, 9, 1)),
    st.integers(0, 366),
    st.sets(st.integers(1, 7), min_size=1),
)


@given(spans)
def test_the_file_has_exactly_the_dates_of_the_offer(days):
    if dates_of(days):
        assert [start.astimezone(LONDON).date() for start in starts(written(days))] == dates_of(days)
    else:
        assert b"VEVENT" not in written(days)


def test_last_moment_of_the_days_is_told_in_utc():
    assert value(written(MONDAYS), "RRULE") == "FREQ=WEEKLY;UNTIL=20270412T083000Z;BYDAY=MO"


def test_first_event_is_the_first_day_of_the_pattern_not_of_the_span():
    assert value(written(Days(date(2027, 3, 1), date(2027, 3, 19), (4,), time(9), time(10))), "DTSTART") == (
        "20270304T090000"
    )


@given(st.text())
def test_no_text_can_begin_a_line_of_its_own(text):
    file = written(MONDAYS, summary=text, place=text, words=text)
    assert file.count(b"\r\nEND:VEVENT\r\n") == 1
    assert len(unfolded(file)) == len(unfolded(written(MONDAYS)))
    assert all(letter.isprintable() for line in unfolded(file) for letter in line)


def test_a_text_is_read_back_as_it_was_written():
    words = "Mr O\u2019Hara; \u201cbring: lunch, a \\ and a pen\u201d\n" + "caf\u00e9 " * 40 + "END:VEVENT"
    (event,) = icalendar.Calendar.from_ical(written(MONDAYS, words=words)).events
    assert event["DESCRIPTION"] == words


def test_a_calendar_keeps_nobodys_time_busy_and_gets_the_same_file_each_time():
    file = written(MONDAYS)
    assert (value(file, "STATUS"), value(file, "TRANSP")) == ("TENTATIVE", "TRANSPARENT")
    assert (value(file, "UID"), value(file, "DTSTAMP")) == ("one@x.example", "20261120T081500Z")
    assert file == written(MONDAYS)
