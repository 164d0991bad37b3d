"""A meeting as a calendar file: read back by the library, with the clocks of England, and without its learner."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from guidance.booking import actions, links
from guidance.booking.actions import Chosen
from guidance.meetings.files import calendar
from guidance.models import Channel
from tests.guidance.booking.people import NINE, NOW, ONE, TEN, book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_nine")]
LONDON = ZoneInfo("Europe/London")


def entry(file: bytes) -> icalendar.Event:
    """The one event of a file."""
    (found,) = icalendar.Calendar.from_ical(file).walk("VEVENT")
    return found


def test_the_file_says_when_where_and_with_whom(mia, ada, signed_in):
    made = book(mia, ada, ONE, Channel.FACE)
    answer = signed_in(mia.account).get(f"/guidance/meetings/{made.pk}/meeting.ics")
    found = entry(answer.content)
    assert answer["Content-Type"].startswith("text/calendar")
    assert found.decoded("dtstart") == datetime(2026, 9, 15, 13, tzinfo=LONDON)
    assert found.decoded("dtend") - found.decoded("dtstart") == timedelta(minutes=45)
    assert found["location"].startswith("Careers room")
    assert "Ada Viser" in found["description"]
    assert made.reference in found["description"]
    assert b"Mia" not in answer.content


def test_the_files_of_both_doors_are_one_and_hide_the_number(mia, ada, signed_in, client):
    made = book(mia, ada)
    own = signed_in(mia.account).get(f"/guidance/meetings/{made.pk}/meeting.ics").content
    keyed = client.get("/guidance/meeting/meeting.ics", {"key": links.key_of(made)}).content
    assert own == keyed
    assert b"07700" not in own
    assert entry(own)["location"] == "Phone"


def test_a_moved_meeting_changes_the_same_entry_and_a_cancelled_one_ends_it(mia, ada):
    made = book(mia, ada, NINE, Channel.VIDEO)
    first = entry(calendar(made, host="frontdoor.example", now=NOW))
    assert first["location"] == "https://video.example/ada"
    moved = actions.move(meeting_id=made.pk, chosen=Chosen(ada.pk, TEN, Channel.VIDEO), by=None, now=NOW)
    second = entry(calendar(moved, host="frontdoor.example", now=NOW))
    off = actions.cancel(meeting_id=made.pk, because="", by=None, now=NOW)
    third = entry(calendar(off, host="frontdoor.example", now=NOW))
    assert len({one["uid"] for one in (first, second, third)}) == 1
    assert [one["sequence"] for one in (first, second, third)] == [0, 1, 2]
    assert [str(one["status"]) for one in (first, second, third)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


@pytest.mark.parametrize(("day", "utc"), [(19, 8), (26, 9)])
def test_nine_is_nine_on_both_sides_of_the_clocks_change(mia, ada, day, utc):
    made = book(mia, ada, datetime(2026, 10, day, utc, tzinfo=UTC))
    found = entry(calendar(made, host="frontdoor.example", now=NOW)).decoded("dtstart")
    assert (found.astimezone(LONDON).hour, found.astimezone(UTC).hour) == (9, utc)
