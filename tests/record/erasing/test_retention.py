"""Each night what was kept long enough goes, and not a day before."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib import admin
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from frontdoor.ground.models import Job
from frontdoor.ground.privacy import past
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User
from frontdoor.record.erasing import retention
from frontdoor.record.erasing.retention import FAILED, run
from frontdoor.record.models import (
    Carer,
    ClaimCode,
    Concern,
    Enrolment,
    Learner,
    Look,
    Need,
    NeedKind,
    RetentionRun,
    SafeguardingContact,
)
from frontdoor.record.tasks import run_retention
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, SafeguardingContactFactory, enrolled

pytestmark = pytest.mark.django_db
TODAY = date(2030, 11, 20)
NOW = datetime(2030, 11, 20, 4, 40, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _night():
    with time_machine.travel(NOW, tick=False):
        yield


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def left(school: Organisation, on: date, **facts) -> Enrolment:
    """An enrolment that ended on this day."""
    made = enrolled(school, **facts)
    Enrolment.objects.filter(pk=made.pk).update(ended_on=on)
    made.refresh_from_db()
    return made


def account(seen: date | None, joined: date = date(2026, 9, 1)) -> User:
    return UserFactory(last_login=at(seen) if seen else None, date_joined=at(joined))


TWENTY_FIVE, YOUNGER = date(2005, 11, 20), date(2005, 11, 21)
THREE_YEARS, LATER = date(2027, 11, 20), date(2027, 11, 21)
EIGHT_YEARS, SINCE = date(2022, 11, 20), date(2022, 11, 21)


@pytest.mark.parametrize(
    ("born", "seen", "due"),
    [
        (TWENTY_FIVE, "nobody", True),
        (YOUNGER, "nobody", False),
        (TWENTY_FIVE, THREE_YEARS, True),
        (TWENTY_FIVE, LATER, False),
        (YOUNGER, THREE_YEARS, False),
        (TWENTY_FIVE, None, True),  # an account of 2026 that was never used again
    ],
)
def test_a_record_goes_at_25_or_three_years_after_the_last_sign_in(born, seen, due) -> None:
    learner = LearnerFactory(date_of_birth=born, account=None if seen == "nobody" else account(seen))

    assert run(now=NOW)["record"] == due

    assert Learner.objects.filter(pk=learner.pk).exists() != due
    assert not User.objects.filter(email__endswith="@erased.invalid").exists() or due


@pytest.mark.parametrize(
    ("ended", "began", "due"),
    [(EIGHT_YEARS, EIGHT_YEARS, True), (SINCE, EIGHT_YEARS, False), (None, EIGHT_YEARS, True), (None, SINCE, False)],
)
def test_without_a_birth_date_it_goes_eight_years_after_leaving_or_beginning(here, ended, began, due) -> None:
    learner = LearnerFactory(date_of_birth=None, created_at=at(began))
    if ended:
        left(here, ended, learner=learner, started_on=began)

    assert run(now=NOW)["record"] == due


def test_nobody_who_is_on_a_roll_goes_however_old(here) -> None:
    learner = enrolled(here, learner=LearnerFactory(date_of_birth=date(1970, 1, 1))).learner
    assert run(now=NOW)["record"] == 0
    Enrolment.objects.filter(learner=learner).update(ended_on=THREE_YEARS)
    assert run(now=NOW)["record"] == 1


@pytest.mark.parametrize("seen", ["nobody", None])
@pytest.mark.parametrize(("ended", "due"), [(THREE_YEARS, True), (LATER, False), (TODAY, False)])
def test_an_adult_who_leaves_a_college_has_three_years_from_then(here, ended, due, seen) -> None:
    owner = None if seen == "nobody" else account(seen, joined=date(2026, 9, 1))
    left(here, ended, learner=LearnerFactory(date_of_birth=date(1990, 1, 1), account=owner))
    assert run(now=NOW)["record"] == due


@pytest.mark.parametrize(("began", "due"), [(THREE_YEARS, True), (LATER, False)])
def test_an_adults_new_record_without_a_school_is_kept_for_three_years(began, due) -> None:
    LearnerFactory(date_of_birth=date(1990, 1, 1), created_at=at(began))
    assert run(now=NOW)["record"] == due


@pytest.mark.parametrize("since", ["on a roll", "signed in", "still due"])
def test_a_record_that_is_not_due_any_more_when_its_turn_comes_stays(here, since) -> None:
    """`_erase` has a list that was made before: what happened since counts."""
    learner = LearnerFactory(date_of_birth=TWENTY_FIVE, account=account(None))
    listed = [*retention.records(retention.periods()["record"], TODAY).values_list("pk", flat=True)]
    assert listed == [learner.pk]
    if since == "on a roll":
        enrolled(here, learner=learner)
    if since == "signed in":
        User.objects.update(last_login=NOW)

    counts = retention._erase(listed, NOW)

    assert counts == {"record": since == "still due", FAILED: 0}
    assert Learner.objects.filter(pk=learner.pk).exists() == (since != "still due")


def test_a_record_that_cannot_be_erased_waits_and_the_others_go(here, amina, caplog) -> None:
    waits = left(here, THREE_YEARS, learner=LearnerFactory(date_of_birth=TWENTY_FIVE, family_name="Rarename")).learner
    goes = LearnerFactory(date_of_birth=TWENTY_FIVE)
    job = Job.objects.create(kind="roll", by=amina, checksum="0", context={"institution": here.pk}, created_at=NOW)

    counts = run(now=NOW)

    assert (counts["record"], counts[FAILED]) == (1, 1)
    assert [*Learner.objects.filter(pk__in=[waits.pk, goes.pk])] == [waits]
    [line] = [one for one in caplog.records if one.levelname == "ERROR"]
    assert line.fields == {"learner": waits.pk, "why": "Refused"}
    assert "Rarename" not in caplog.text
    job.delete()
    assert run(now=NOW)["record"] == 1


@pytest.mark.parametrize(("ended", "due"), [(date(2029, 11, 20), True), (date(2029, 11, 21), False)])
def test_upn_group_and_address_go_12_months_after_leaving_from_the_history_too(here, ended, due) -> None:
    made = left(here, ended, upn="H801200001001", tutor_group="11A", email="a@herefield.example")
    Enrolment.objects.filter(pk=made.pk).update(tutor_group="11B")
    assert past(Enrolment).filter(upn="H801200001001").count() > 1

    assert run(now=NOW)["enrolment"] == due

    made.refresh_from_db()
    assert (made.upn, made.tutor_group, made.email) == (("", "", "") if due else ("H801200001001", "11B", made.email))
    assert past(Enrolment).filter(upn="H801200001001").exists() != due
    assert run(now=NOW)["enrolment"] == 0


def test_a_upn_that_only_history_knows_goes_too(here) -> None:
    made = left(here, date(2029, 1, 1), upn="H801200001001")
    Enrolment.objects.filter(pk=made.pk).update(upn="")
    assert run(now=NOW)["enrolment"] == 1
    assert not past(Enrolment).filter(upn="H801200001001").exists()


@pytest.mark.parametrize(("ended", "due"), [(date(2029, 11, 20), True), (date(2029, 11, 21), False), (None, False)])
def test_marks_about_needs_go_12_months_after_they_ended(here, ended, due) -> None:
    learner = enrolled(here).learner
    facts = {"learner": learner, "institution": here, "kind": NeedKind.SEN_SUPPORT, "created_at": NOW}
    need = Need.objects.create(**facts, starts_on=date(2027, 9, 1))
    Need.objects.filter(pk=need.pk).update(ended_on=ended)

    assert run(now=NOW)["needs"] == due

    assert Need.objects.exists() != due
    assert not (due and past(Need).exists())


def test_the_history_of_a_mark_that_was_taken_back_goes_too(here) -> None:
    facts = {"learner": enrolled(here).learner, "institution": here, "kind": NeedKind.SEN_SUPPORT, "created_at": NOW}
    Need.objects.create(**facts, starts_on=date(2027, 9, 1)).delete()
    past(Need).update(pgh_created_at=NOW)  # the database's own clock is not frozen
    assert run(now=NOW + 364 * DAY)["needs"] == 0
    assert run(now=NOW + 366 * DAY)["needs"] == 1
    assert not past(Need).exists()


@pytest.mark.parametrize(
    ("used", "expires", "due"),
    [
        (date(2029, 11, 20), date(2030, 1, 1), True),
        (date(2029, 11, 21), date(2030, 1, 1), False),
        (None, date(2029, 11, 20), True),
        (None, date(2029, 11, 21), False),
    ],
)
def test_codes_go_12_months_after_they_were_used_or_ran_out(here, amina, used, expires, due) -> None:
    ClaimCode.objects.create(
        enrolment=enrolled(here), code_hash="x", expires_at=at(expires), created_by=amina, created_at=NOW,
        used_by=amina if used else None, used_at=at(used) if used else None,
    )  # fmt: skip
    assert run(now=NOW)["codes"] == due
    assert ClaimCode.objects.exists() != due


@pytest.mark.parametrize(
    ("stopped", "on_roll", "due"),
    [
        (date(2029, 11, 20), False, True),
        (date(2029, 11, 21), False, False),
        (date(2029, 1, 1), True, False),  # the next roll would name this parent again
        (None, False, False),
    ],
)
def test_parents_links_go_12_months_after_they_were_stopped(here, amina, stopped, on_roll, due) -> None:
    enrolment = enrolled(here)
    link = Carer.objects.create(
        learner=enrolment.learner, institution=here, email="pat@home.example", created_at=NOW,
    )  # fmt: skip
    Carer.objects.filter(pk=link.pk).update(
        stopped_at=at(stopped) if stopped else None, stopped_by=amina if stopped else None
    )
    if not on_roll:
        Enrolment.objects.update(ended_on=TODAY)
    assert run(now=NOW)["carers"] == due
    assert Carer.objects.exists() != due
    assert not (due and past(Carer).exists())


@pytest.mark.parametrize(("day", "due"), [(date(2024, 11, 20), True), (date(2024, 11, 21), False)])
def test_looks_go_after_6_years(day, due) -> None:
    Look.objects.create(reason="enrolled", kind="page", page="Pupils", learners=[1], at=at(day))
    assert run(now=NOW)["looks"] == due
    assert Look.objects.exists() != due


@pytest.mark.parametrize(("day", "due"), [(date(2027, 11, 20), True), (date(2027, 11, 21), False)])
def test_references_of_concerns_and_former_contacts_go_after_3_years(here, amina, day, due) -> None:
    with time_machine.travel(at(day), tick=False):
        contact = SafeguardingContactFactory(institution=here)
        SafeguardingContact.objects.update(name="Another Person")
        past(SafeguardingContact).update(pgh_created_at=at(day))  # the database's own clock is not frozen
    Concern.objects.create(reference="A", institution=here, created_by=amina, created_at=at(day))
    counts = run(now=NOW)
    assert (counts["concerns"], counts["contacts"]) == (due, due)
    assert Concern.objects.exists() != due
    assert past(SafeguardingContact).exists() != due
    assert SafeguardingContact.objects.get() == contact


def due_rows() -> None:
    for _ in range(3):
        Look.objects.create(reason="enrolled", kind="page", page="Pupils", learners=[1], at=at(date(2020, 1, 1)))
    LearnerFactory(date_of_birth=TWENTY_FIVE)


def test_a_dry_run_says_the_same_and_changes_nothing() -> None:
    due_rows()
    said = run(now=NOW, dry=True)
    assert (Look.objects.count(), Learner.objects.count(), RetentionRun.objects.count()) == (3, 1, 0)
    assert run(now=NOW) == said
    assert (said["looks"], said["record"]) == (3, 1)
    assert (Look.objects.count(), Learner.objects.count()) == (0, 0)


def test_many_go_in_batches_and_a_run_that_is_killed_is_taken_up_by_the_next(monkeypatch) -> None:
    due_rows()
    monkeypatch.setattr(retention, "BATCH", 1)
    real, calls = retention.RULES["looks"][0], []

    def dies(ids: list[int]) -> None:
        calls.append(ids)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real.act(ids)

    monkeypatch.setitem(retention.RULES, "looks", [retention.Rule(real.due, dies)])
    with pytest.raises(KeyboardInterrupt):
        run(now=NOW)
    assert Look.objects.count() == 2
    assert not RetentionRun.objects.exists()
    assert run(now=NOW)["looks"] == 2


def test_each_night_leaves_a_report_and_the_admin_shows_it_read_only() -> None:
    due_rows()
    run_retention()
    run_retention()
    first, second = RetentionRun.objects.order_by("pk")
    assert (first.counts["looks"], second.counts["looks"]) == (3, 0)
    shown, request = admin.site._registry[RetentionRun], RequestFactory().get("/")
    request.user = UserFactory(is_staff=True, is_superuser=True)
    assert shown.has_view_permission(request, first)
    assert not shown.has_change_permission(request, first)
    assert not shown.has_delete_permission(request, first)
    assert not shown.has_add_permission(request)


def test_the_command_prints_the_report_and_refuses_a_day_that_has_not_come(capsys) -> None:
    due_rows()
    call_command("run_retention", "--dry-run", "--on", "2031-01-01")
    said = capsys.readouterr().out
    assert "looks: 3 (Who looked at which learners)" in said
    assert "Nothing was changed." in said
    with pytest.raises(CommandError):
        call_command("run_retention", "--on", "2031-01-01")
    assert Look.objects.count() == 3
    call_command("run_retention")
    assert "record: 1 " in capsys.readouterr().out
    assert Look.objects.count() == 0
