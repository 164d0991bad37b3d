"""Bank holidays and term dates in the database: loaded once, put right by hand, put right by a file."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from frontdoor.organisations.calendar.actions import load_bank_holidays, load_shipped_terms
from frontdoor.organisations.calendar.queries import Calendars
from frontdoor.organisations.calendar.working_days import next_school_day
from frontdoor.organisations.models import BankHoliday, Kind, TermDates
from tests.factories import OrganisationFactory
from tests.organisations.calendar.test_working_days import STAFFORDSHIRE

pytestmark = pytest.mark.django_db
HEADER = "local_authority_area,academic_year,term,pupils_start,pupils_end,half_term_start,half_term_end\n"


@pytest.fixture
def staffordshire(db):
    return OrganisationFactory(kind=Kind.COUNCIL, name="Staffordshire County Council", la_code="860")


def load(tmp_path, text: str) -> list[str]:
    file = tmp_path / "terms.csv"
    file.write_text(HEADER + text)
    out = StringIO()
    call_command("import_term_dates", str(file), stdout=out)
    return out.getvalue().splitlines()


def test_bank_holidays_are_there_once_the_database_is_migrated():
    before = BankHoliday.objects.count()
    assert before == 140
    BankHoliday.objects.filter(day=date(2026, 12, 25)).update(title="Christmas")

    load_bank_holidays()

    assert BankHoliday.objects.count() == before
    assert BankHoliday.objects.get(day=date(2026, 12, 25)).title == "Christmas"


def test_shipped_terms_are_those_of_the_file_and_loading_again_changes_nothing(staffordshire):
    load_shipped_terms()
    TermDates.objects.filter(year="2026-27", term="summer").update(last_day=date(2027, 7, 16))
    load_shipped_terms()

    assert TermDates.objects.count() == 6
    calendar = Calendars().of(staffordshire.pk)
    assert calendar.bank_holidays == STAFFORDSHIRE.bank_holidays
    assert sorted(calendar.terms)[:-1] == sorted(STAFFORDSHIRE.terms)[:-1]
    assert TermDates.objects.get(year="2026-27", term="summer").last_day == date(2027, 7, 16)


def test_council_without_terms_keeps_the_usual_holidays(staffordshire):
    calendars = Calendars()

    assert calendars.of(staffordshire.pk) == calendars.of(None)
    assert next_school_day(date(2026, 7, 20), calendars.of(None)) == date(2026, 9, 7)


def test_command_without_a_file_loads_the_shipped_terms(staffordshire, capsys):
    call_command("import_term_dates", rejects="/dev/null")

    assert capsys.readouterr().out.splitlines()[-1] == "created=6 updated=0 unchanged=0 rejected=9"


def test_command_counts_and_a_second_run_changes_nothing(staffordshire, tmp_path):
    row = "860,2027-28,autumn,2027-09-02,2027-12-17,2027-10-25,2027-10-29\n"
    assert load(tmp_path, row)[-1] == "created=1 updated=0 unchanged=0 rejected=0"
    assert load(tmp_path, row)[-1] == "created=0 updated=0 unchanged=1 rejected=0"

    moved = row.replace("2027-12-17", "2027-12-16")
    assert load(tmp_path, moved)[-1] == "created=0 updated=1 unchanged=0 rejected=0"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Atlantis,2027-28,autumn,2027-09-02,2027-12-17,,", "no council called “Atlantis”"),
        ("860,2027-28,autumn,02/09/2027,2027-12-17,,", "“02/09/2027” is not a date"),
        ("860,2027-28,winter,2027-09-02,2027-12-17,,", "winter"),
        ("860,2027-28,autumn,2027-12-17,2027-09-02,,", "The term must end after it begins."),
        ("860,2027-28,autumn,2027-09-02,2027-12-17,2028-01-01,2028-01-05", "The half term must lie inside the term."),
    ],
)
def test_wrong_row_is_rejected_with_its_reason_and_the_good_one_kept(staffordshire, tmp_path, row, reason):
    good = "860,2027-28,spring,2028-01-04,2028-03-31,,\n"

    assert load(tmp_path, f"{row}\n{good}")[-1] == "created=1 updated=0 unchanged=0 rejected=1"
    assert reason in (tmp_path / "terms.csv.rejected.csv").read_text()


def test_file_that_is_no_list_of_terms_is_refused_whole(tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("URN,email\n1,a@b.example\n")

    with pytest.raises(CommandError, match="does not look like a list of term dates") as refused:
        call_command("import_term_dates", str(file))
    assert refused.value.returncode == 2
