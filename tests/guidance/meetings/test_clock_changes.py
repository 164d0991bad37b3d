"""Meetings around the two nights in which the clocks change: page, letters, reminders and calendar file say one time.

Summer time ends on Sunday 25 October 2026 and begins on Sunday 28 March 2027.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from frontdoor.letters.models import Letter
from guidance.booking import finding
from guidance.booking.finding import Wanted
from guidance.booking.ways import ways
from guidance.meetings.files import calendar
from guidance.meetings.reminders import remind
from guidance.models import Channel, Meeting
from guidance.times.stored import Asker
from tests.guidance.booking.people import book
from tests.guidance.factories import WeeklyFactory

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
# The day of the meeting, and 9am of it as the world counts.
DAYS = [
    (date(2026, 10, 24), 8, "Saturday"),
    (date(2026, 10, 25), 9, "Sunday"),
    (date(2026, 10, 26), 9, "Monday"),
    (date(2027, 3, 27), 9, "Saturday"),
    (date(2027, 3, 28), 8, "Sunday"),
    (date(2027, 3, 30), 8, "Tuesday"),  # Easter Monday is a bank holiday
]


@pytest.fixture
def made(request, pat, adults) -> Meeting:
    """Pat has booked the first time of that day, six weeks before it."""
    day, utc, _name = request.param
    adviser = adults.advisers.get()
    adviser.weekly.all().delete()
    WeeklyFactory(adviser=adviser, weekday=day.weekday())
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) - timedelta(weeks=6)
    after = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    wanted, asker = Wanted(channel=Channel.PHONE), Asker(pat.account_id, is_child=False)
    (slot,) = finding.slots(ways(pat, now=now), wanted, asker, now, after=after, most=1)
    assert slot.time.start == datetime(day.year, day.month, day.day, utc, tzinfo=UTC)
    return book(pat, adviser, slot.time.start, now=now)


def with_day(*columns):
    return pytest.mark.parametrize(*columns, indirect=["made"])


@with_day(("made", "name"), [(one, one[2]) for one in DAYS])
def test_letters_and_calendar_say_nine_by_the_clock_of_that_day(made, name) -> None:
    begins = made.during.lower.astimezone(LONDON)
    said = f"{name} {begins.day} {begins:%B %Y}, 9am to 9:45am"
    for kind in ("meeting-booked", "meeting-adviser-new"):
        assert said in Letter.objects.get(kind=kind).text
    (entry,) = icalendar.Calendar.from_ical(calendar(made, host="x.example", now=made.created_at)).walk("VEVENT")
    assert entry.decoded("dtstart").astimezone(UTC) == made.during.lower
    assert (begins.hour, begins.minute) == (9, 0)
    assert entry.decoded("dtend") - entry.decoded("dtstart") == timedelta(minutes=45)


@with_day("made", DAYS)
def test_reminders_go_on_the_seventh_day_and_the_day_before(made) -> None:
    """An hour's run at any hour of the day that the clock shows, also of the day that has 23 or 25 hours."""
    day = made.during.lower.astimezone(LONDON).date()
    for days, is_due in ((8, False), (7, True), (6, False), (2, False), (1, True), (0, False)):
        for hour in (0, 1, 8, 23) if days else (0, 1, 8):
            at = datetime(day.year, day.month, day.day, hour, 30, tzinfo=LONDON) - days * DAY
            before = Letter.objects.filter(kind="meeting-reminder").count()
            remind(now=at.astimezone(UTC))
            new = Letter.objects.filter(kind="meeting-reminder").count() - before
            assert new == (is_due and hour == 0), at
    first, second = Letter.objects.filter(kind="meeting-reminder").order_by("pk")
    assert (first.subject[-9:], second.subject[-8:]) == ("in 7 days", "tomorrow")
    midnight = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    assert second.expires_at == midnight.astimezone(UTC)
    for one in (first, second):
        assert "9am to 9:45am" in one.text
