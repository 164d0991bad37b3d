"""Records of meetings follow the level that their adviser is known to have had on the day; what was signed for stays."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.evidence.queries import measured
from benchmarks.returns import actions as returns
from benchmarks.signing import actions as signing
from frontdoor.ground import background
from frontdoor.record.models import Activity, Attendance, Participation
from guidance import tasks
from guidance.advisers import actions as advisers
from guidance.models import Adviser, Meeting, Outcome, Proof
from guidance.outcomes import actions
from guidance.outcomes.actions import Said
from guidance.outcomes.recount import catch_up, recount
from tests.benchmarks.factories import YEAR
from tests.guidance.booking.people import NINE, TEN, book
from tests.guidance.factories import ProofFactory, able_adviser, meeting
from tests.record.factories import enrolled

pytestmark = pytest.mark.django_db
SAID = Said("We looked at apprenticeships.")
LATER = TEN + timedelta(days=3)
NONE = "No qualification at level 6 or above was checked for that day."


@pytest.fixture
def made(mia, ada) -> Meeting:
    """Mia met Ada, whose level was checked."""
    return came(book(mia, ada))


def came(booked: Meeting, outcome: str = Outcome.ATTENDED) -> Meeting:
    said = SAID if outcome == Outcome.ATTENDED else None
    now = booked.during.upper
    return actions.record(meeting_id=booked.pk, outcome=outcome, said=said, by=booked.adviser.user, now=now)


def many(ada: Adviser, here, number: int) -> None:
    for one in range(1, number + 1):
        begins = NINE - timedelta(days=one)
        learner = enrolled(here).learner
        came(meeting(ada, begins, begins + timedelta(minutes=45), learner=learner, institution=here))


def levels() -> list[tuple[int | None, str]]:
    return list(Activity.objects.order_by("day").values_list("adviser_level", "adviser_note"))


def qualification(ada: Adviser) -> Proof:
    return Proof.objects.get(adviser=ada, kind="qualification")


def test_withdrawn_proof_takes_the_level_away(made, ada, lena, django_capture_on_commit_callbacks, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(background, "publish", lambda task, *args: asked.append((task.name, args)))
    with django_capture_on_commit_callbacks(execute=True):
        advisers.withdraw(proof_id=qualification(ada).pk, because="Not hers", by=lena, now=LATER)
    assert ("guidance.tasks.follow_levels", (ada.pk,)) in asked
    assert levels() == [(6, "")]  # the worker does it
    tasks.follow_levels(ada.pk)
    assert levels() == [(None, NONE)]
    made.refresh_from_db()
    assert made.outcome == Outcome.ATTENDED
    assert Participation.objects.get().attendance == Attendance.ATTENDED


def test_accepted_proof_gives_it_from_its_first_day(
    mia, ada, lena, django_capture_on_commit_callbacks, monkeypatch
) -> None:
    qualification(ada).delete()
    came(book_unproved(mia, ada))
    assert levels() == [(None, NONE)]
    asked = []
    monkeypatch.setattr(background, "publish", lambda task, *args: asked.append((task.name, args)))
    waiting = ProofFactory(adviser=ada, waiting=True, starts=date(2020, 7, 1), level=7)
    with django_capture_on_commit_callbacks(execute=True):
        advisers.accept(proof_id=waiting.pk, by=lena, now=LATER)
    assert ("guidance.tasks.follow_levels", (ada.pk,)) in asked
    tasks.follow_levels(ada.pk)
    assert levels() == [(7, "")]


def book_unproved(mia, ada) -> Meeting:
    return meeting(ada, NINE, NINE + timedelta(minutes=45), learner=mia)


def test_dbs_check_changes_no_level(made, ada, lena, django_capture_on_commit_callbacks, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(background, "publish", lambda task, *_args: asked.append(task.name))
    with django_capture_on_commit_callbacks(execute=True):
        advisers.withdraw(proof_id=Proof.objects.get(adviser=ada, kind="dbs").pk, because="Wrong", by=lena, now=LATER)
    assert "guidance.tasks.follow_levels" not in asked


def test_only_days_on_which_it_is_another_change(made, ada, here) -> None:
    many(ada, here, 2)  # on 12 and 13 September
    Proof.objects.filter(kind="qualification").update(until=date(2026, 9, 13))
    assert recount([ada.pk]) == 1
    assert levels() == [(6, ""), (6, ""), (None, "The adviser’s level 6 ended on 13 September 2026.")]
    assert recount([ada.pk]) == 0


def test_every_night_catches_up_and_looks_400_days_back(made, ada, here, time_machine) -> None:
    long_ago = NINE - timedelta(days=400)
    came(meeting(ada, long_ago, long_ago + timedelta(minutes=45), learner=enrolled(here).learner, institution=here))
    Proof.objects.filter(kind="qualification").update(level=7)
    assert catch_up(now=LATER) == 1
    assert levels() == [(6, ""), (7, "")]
    assert catch_up(now=LATER) == 0
    time_machine.move_to(LATER, tick=False)
    Proof.objects.filter(kind="qualification").update(level=8)
    tasks.follow_levels()
    assert levels() == [(6, ""), (8, "")]
    assert recount([ada.pk]) == 1  # right after a decision every day is looked at


def test_information_is_left_alone(mia, ada) -> None:
    came(book(mia, ada), Outcome.INFORMED)
    assert recount([ada.pk]) == 0
    assert levels() == [(None, "")]


def test_adults_have_no_institution_and_follow_too(pat, adults) -> None:
    abel = adults.advisers.get()
    came(book(pat, abel))
    Proof.objects.filter(adviser=abel, kind="qualification").update(level=7)
    assert catch_up(now=LATER) == 1
    assert levels() == [(7, "")]


def test_other_advisers_records_stay(made, ada, service, here) -> None:
    other = able_adviser(service.organisation, "zoe@advisers.example", "Zoe Near")
    many(other, here, 1)
    Proof.objects.filter(kind="qualification").update(level=7)
    assert recount([other.pk]) == 1
    assert levels() == [(7, ""), (6, "")]


def test_adviser_of_whom_everything_is_forgotten_keeps_what_was_recorded(made, ada) -> None:
    Proof.objects.filter(adviser=ada).delete()
    assert recount([ada.pk]) == catch_up(now=LATER) == 0
    assert levels() == [(6, "")]


def test_a_record_that_was_taken_away_is_not_made_again(made, ada) -> None:
    Activity.objects.all().delete()
    Proof.objects.filter(kind="qualification").update(level=7)
    assert recount([ada.pk]) == 0
    assert not Activity.objects.exists()


def test_it_costs_the_same_however_many_meetings(made, ada, here) -> None:
    def cost(level: int) -> int:
        Proof.objects.filter(kind="qualification").update(level=level)
        with CaptureQueriesContext(connection) as asked:
            recount([ada.pk])
        return len(asked)

    one = cost(7)
    many(ada, here, 4)
    Activity.objects.update(adviser_level=6)
    assert cost(8) == one
    assert {level for level, _note in levels()} == {8}


def test_what_was_signed_for_stays(made, ada, here, amina, hana, time_machine) -> None:
    time_machine.move_to(LATER, tick=False)
    draft = returns.start(institution=here, year=YEAR, by=amina, now=LATER)
    signing.send_to_head(return_id=draft.pk, email=hana.email, by=amina, now=LATER)
    signed = signing.sign(return_id=draft.pk, name="Hana Novak", role="Head", by=hana, now=LATER)
    frozen, sha256 = signed.frozen.evidence, signed.frozen.sha256
    before = measured(signed, today=LATER.date())["8.1"].value
    Proof.objects.filter(kind="qualification").update(until=date(2026, 9, 13))
    assert recount([ada.pk]) == 1
    signed.frozen.refresh_from_db()
    assert (signed.frozen.evidence, signed.frozen.sha256) == (frozen, sha256)
    assert before == 1
    assert "8.1" not in measured(signed, today=LATER.date())  # no record counts any more
