"""The daily run: who is reminded, once, and what stops the rest."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.management import call_command
from django.utils import timezone

from benchmarks.models import NotExpected, Reminder
from benchmarks.reminders import words
from benchmarks.reminders.schedule import send_due
from frontdoor.letters import sending
from frontdoor.letters.models import Letter, State
from frontdoor.letters.writing import write
from frontdoor.organisations.calendar.actions import load_shipped_terms
from frontdoor.organisations.models import Contact, Kind, Organisation, Scope, Succession
from tests.benchmarks.factories import ElsewhereReportFactory, ReturnFactory
from tests.factories import OrganisationFactory, SchoolFactory

pytestmark = pytest.mark.django_db
SECOND_WEEK = date(2026, 9, 8)


def run(on: date):
    return send_due(on=on, now=datetime.combine(on, time(9), UTC))


def contact(institution: Organisation, email: str = "office@school.example") -> Contact:
    return Contact.objects.create(organisation=institution, email=email, created_at=timezone.now())


def sent_to() -> set[str]:
    return set(Letter.objects.values_list("to", flat=True))


def test_careers_leader_and_head_are_reminded_and_a_teacher_is_not(amina, hana, bryn):
    outcome = run(SECOND_WEEK)

    assert (outcome.reminded, outcome.letters) == (1, 2)
    assert sent_to() == {amina.email, hana.email}


def test_contact_is_reminded_only_while_nobody_has_joined(here, elsewhere, amina):
    contact(here, "office@herefield.example")
    contact(elsewhere, "office@elsewhere.example")

    run(SECOND_WEEK)

    assert sent_to() == {amina.email, "office@elsewhere.example"}


def test_letter_names_the_reason_one_link_and_reported_elsewhere(settings, here, amina):
    run(SECOND_WEEK)

    letter = Letter.objects.get()
    assert letter.subject.startswith("Herefield School (Made-up school): this year's careers return is open")
    assert "has not yet reported this year" in letter.text
    assert letter.text.count(f"{settings.SITE_URL}/benchmarks/900001/2026-27/") == 1
    assert "We reported elsewhere" in letter.text
    assert letter.key == f"reminder:900001:2026-27:september:u{amina.pk}"


@pytest.mark.parametrize(
    ("last_year", "said"),
    [
        ({"submitted": True}, "made its return here"),
        ({"with_head": True}, "no return from Herefield School (Made-up school) for last year"),
    ],
)
def test_september_says_what_became_of_last_years_return(here, amina, last_year, said):
    ReturnFactory(organisation=here, year="2025-26", **last_year)

    run(SECOND_WEEK)

    assert said in Letter.objects.get().text


def test_second_run_is_silent(amina, hana):
    run(SECOND_WEEK)
    outcome = run(SECOND_WEEK)

    assert (outcome.reminded, outcome.letters) == (0, 0)
    assert Letter.objects.count() == 2
    assert run(date(2026, 9, 9)).letters == 0


def test_missed_week_catches_up_once(amina):
    assert run(date(2026, 10, 20)).letters == 1
    assert run(date(2026, 10, 21)).letters == 0


def test_each_stage_of_a_year_goes_once(amina):
    days = [date(2026, 9, 8), date(2026, 12, 9), date(2027, 3, 10), date(2027, 6, 23), date(2027, 9, 8)]

    assert [run(day).letters for day in days] == [1, 1, 1, 1, 1]
    assert len(set(Letter.objects.values_list("kind", flat=True))) == 4


@pytest.mark.parametrize("day", [date(2026, 9, 4), date(2026, 9, 12), date(2026, 12, 25), date(2027, 8, 10)])
def test_nothing_goes_when_nothing_is_due(amina, day):
    assert run(day).letters == 0


def test_school_holiday_of_the_institutions_own_council(hub, amina):
    staffordshire = OrganisationFactory(kind=Kind.COUNCIL, name="Staffordshire", la_code="860", hub=hub)
    OrganisationFactory(kind=Kind.COUNCIL, name="Stoke-on-Trent", la_code="861", hub=hub)
    load_shipped_terms()
    contact(SchoolFactory(council=staffordshire), "office@staffs.example")
    half_term = date(2026, 10, 28)

    run(half_term)
    assert sent_to() == {amina.email}  # a council without known dates works on

    run(date(2026, 10, 23))
    assert sent_to() == {amina.email, "office@staffs.example"}


@pytest.mark.parametrize("state", ["submitted", "elsewhere", "not-expected", "closed", "out-of-scope"])
def test_what_stops_the_rest(here, amina, dee, state):
    run(SECOND_WEEK)
    _settle(here, dee, state)

    assert run(date(2026, 12, 8)).letters == 0


@pytest.mark.parametrize("state", ["submitted", "elsewhere", "not-expected", "closed", "out-of-scope"])
def test_letter_made_before_it_was_settled_is_not_sent(here, amina, dee, state):
    run(SECOND_WEEK)
    _settle(here, dee, state)

    letter = Letter.objects.get()
    assert sending.send(letter_id=letter.pk, now=datetime(2026, 9, 9, 9, tzinfo=UTC)) == State.NOT_NEEDED


def test_letter_goes_while_the_return_is_still_missing(here, amina):
    run(SECOND_WEEK)
    ReturnFactory(organisation=here)

    letter = Letter.objects.get()
    assert sending.send(letter_id=letter.pk, now=datetime(2026, 9, 9, 9, tzinfo=UTC)) == State.SENT


def _settle(institution: Organisation, by, state: str) -> None:
    if state == "submitted":
        ReturnFactory(organisation=institution, submitted=True)
    elif state == "elsewhere":
        ElsewhereReportFactory(organisation=institution)
    elif state == "not-expected":
        NotExpected.objects.create(
            organisation=institution,
            reason="Moving to a new building",
            from_date=date(2026, 9, 8),
            until=date(2027, 8, 31),
            created_by=by,
            created_at=timezone.now(),
        )
    else:
        changed = {"status_code": "2"} if state == "closed" else {"scope": Scope.OUT}
        Organisation.objects.filter(pk=institution.pk).update(**changed)


def test_institution_whose_scope_is_not_known_is_reminded(here, amina):
    Organisation.objects.filter(pk=here.pk).update(scope=Scope.NOT_KNOWN)

    assert run(SECOND_WEEK).letters == 1


def test_no_contact_is_counted_and_reminded_as_soon_as_there_is_one(here):
    assert run(SECOND_WEEK).no_contact == 1
    assert not Reminder.objects.exists()

    contact(here)
    assert run(date(2026, 9, 9)).letters == 1


def test_one_bad_row_is_set_aside_and_the_rest_go_on(council, amina):
    for n in range(5):
        contact(SchoolFactory(council=council), f"office{n}@school.example")
    bad = SchoolFactory(council=council, name="A name\nof two lines")  # no letter's subject can say it
    contact(bad)

    outcome = run(SECOND_WEEK)

    assert list(outcome.set_aside) == [bad.urn]
    assert outcome.letters == 6
    assert Reminder.objects.filter(organisation=bad).count() == 0


@pytest.mark.parametrize("schools", [1, 3, 30])
def test_run_costs_the_same_queries_for_any_number(council, django_assert_num_queries, schools):
    for _ in range(schools):
        contact(SchoolFactory(council=council))
    with django_assert_num_queries(16):
        run(SECOND_WEEK)


def test_dry_run_shows_who_would_get_what_and_sends_nothing(here, elsewhere, amina, hana, capsys):
    call_command("send_reminders", on="2026-09-08", dry_run=True)

    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "900002\tseptember\tno contact\tElsewhere Academy (Made-up school)",
        "900001\tseptember\t2 letters\tHerefield School (Made-up school)",
        "due=2 letters=2 no_contact=1",
    ]
    assert not Letter.objects.exists()


def test_command_sends_and_counts(amina, hana, capsys):
    call_command("send_reminders", on="2026-09-08")

    assert capsys.readouterr().out == "reminded=1 letters=2 no_contact=0 set_aside=0\n"


def test_contact_is_led_to_joining_because_the_return_is_not_open_to_strangers(settings, here):
    contact(here)

    run(SECOND_WEEK)

    text = Letter.objects.get().text
    assert text.count(f"{settings.SITE_URL}/account/join/900001/") == 1
    assert "/benchmarks/" not in text
    assert "We reported elsewhere" in text


def test_return_of_the_predecessor_in_the_same_year_counts(council, amina, here):
    old = SchoolFactory(council=council, status_code="2")
    Succession.objects.create(old=old, new=here, created_at=timezone.now())
    ReturnFactory(organisation=old, submitted=True)

    assert run(SECOND_WEEK).letters == 0


@pytest.mark.parametrize("stage", ["september", "december", "march", "june", "by-hand"])
@pytest.mark.parametrize("joined", [True, False])
def test_every_letter_reads_well(stage, joined):
    said = write(
        f"reminder-{stage}",
        {
            "school": "Saint Osgyth's & Co",
            "year": "2026 to 2027",
            "this_year": words.this_year("draft", school="Saint Osgyth's & Co", year="2026-27"),
            "last_year": words.last_year("submitted", school="Saint Osgyth's & Co", year="2025-26"),
            "asker": "Inventshire Careers Hub",
            "why": words.why(school="Saint Osgyth's & Co", joined=joined),
            "joined": joined,
            "name": "Amina Yusuf" if joined else "",
            "link": "https://frontdoor.example/x/",
            "button": "Open",
        },
    )
    assert said.text.startswith("Hello Amina Yusuf,\n\n" if joined else "Hello,\n\n")
    assert "  " not in said.text
    assert "\n\n\n" not in said.text.split("--")[0].strip()
    assert "&#39;" not in said.text
    assert "overdue" not in said.text.lower()
    assert said.text.count("https://frontdoor.example/x/") == 1
