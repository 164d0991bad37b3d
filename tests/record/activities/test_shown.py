"""What a learner did: in one order over all years and schools, under its academic years; and as their file has it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from frontdoor.record.activities import shown
from frontdoor.record.models import Activity, ActivityKind, Attendance, Mode, Participation
from frontdoor.record.shown import Looking
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def sami():
    return LearnerFactory(account=UserFactory())


@pytest.fixture
def did(sami):
    """`did(day, title, institution, **facts)`: something that Sami took part in."""
    made = iter(range(100))

    def do(day, title, institution=None, *, attendance=Attendance.ATTENDED, own=None, **facts) -> Activity:
        same = {"kind": ActivityKind.WORKPLACE, "hours": Decimal(6), "source": "Test"} | facts
        number, then = next(made), datetime(2026, 1, 1, tzinfo=UTC)
        one = Activity.objects.create(
            day=day, title=title, institution=institution, source_key=f"test:{number}", created_at=then, **same
        )
        Participation.objects.create(activity=one, learner=sami, attendance=attendance, hours=own)
        return one

    return do


def test_newest_first_over_schools_and_without_one_under_each_year(sami, did, here, elsewhere) -> None:
    did(date(2026, 9, 1), "First of the year", elsewhere)
    did(date(2025, 10, 1), "At the other school", here)
    did(date(2026, 8, 31), "By myself")
    did(date(2026, 11, 2), "By myself again")
    did(date(2024, 6, 1), "Long ago", here)

    *_, section = shown.sections(Looking(sami, sami.account, TODAY))

    assert [(line.under, line.text) for line in section.lines] == [
        ("2026 to 2027", "By myself again"),
        ("2026 to 2027", "First of the year"),
        ("2025 to 2026", "By myself"),
        ("2025 to 2026", "At the other school"),
        ("2023 to 2024", "Long ago"),
    ]


def test_page_has_a_heading_for_each_year_once(sami, did, here, signed_in) -> None:
    for day in (date(2026, 9, 2), date(2026, 9, 1), date(2025, 9, 2), date(2025, 9, 1)):
        did(day, f"On {day}", here)

    page = signed_in(sami.account).get("/record/").content.decode()

    assert page.count(">2026 to 2027</h3>") == page.count(">2025 to 2026</h3>") == 1
    at = [page.index(words) for words in ("2026 to 2027", "On 2026-09-01", "2025 to 2026", "On 2025-09-02")]
    assert at == sorted(at)


def test_hours_and_dates_of_workplaces_in_one_query(sami, did, here, django_assert_num_queries) -> None:
    did(date(2026, 6, 1), "A week", here, hours=30, last_day=date(2026, 6, 5))
    did(date(2026, 6, 5), "The same Friday", hours=2, own=Decimal("1.5"))
    did(date(2026, 7, 1), "From home", mode=Mode.ONLINE, hours=3)
    did(date(2026, 7, 2), "Not there", attendance=Attendance.ABSENT)
    did(date(2026, 7, 3), "A talk", kind=ActivityKind.EMPLOYER)
    did(date(2026, 12, 1), "Not yet", attendance=Attendance.INVITED)
    did(date(2026, 12, 2), "Ticked too early")
    look = Looking(sami, UserFactory(), TODAY)

    with django_assert_num_queries(1):
        section, _ = shown.sections(look)

    assert [(line.text, line.beside, line.note) for line in section.lines] == [
        ("In person", "31 hours 30 minutes", "On 5 different dates"),
        ("Online", "3 hours", "On one date"),
    ]


def test_without_any_it_says_so(sami) -> None:
    section, _ = shown.sections(Looking(sami, sami.account, TODAY))
    assert (section.lines, section.empty) == ([], "No experience of a workplace is recorded yet.")


def test_file_has_who_was_there_who_was_not_and_what_is_to_come(sami, did, here) -> None:
    did(date(2026, 6, 1), "Was there", here, last_day=date(2026, 6, 5), host_name="Ferrow Bridges", own=Decimal(4))
    did(date(2026, 6, 8), "Was not", attendance=Attendance.ABSENT, kind=ActivityKind.GUIDANCE, adviser_level=6)
    did(date(2026, 12, 1), "Will be", attendance=Attendance.INVITED, mode=Mode.ONLINE)

    (table,) = shown.holds(sami)
    keys = [key for key, _ in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]

    assert [(row["title"], row["there"]) for row in rows] == [
        ("Was there", "Attended"), ("Was not", "Absent"), ("Will be", "Invited")
    ]  # fmt: skip
    first = rows[0]
    assert (first["from"], first["until"], first["hours"]) == (date(2026, 6, 1), date(2026, 6, 5), Decimal(4))
    assert (first["with"], first["at"], first["how"]) == ("Ferrow Bridges", "Herefield School", "In person")
    assert len(list(shown.held_back(sami))) == 1
    assert list(shown.held_back(LearnerFactory())) == []
