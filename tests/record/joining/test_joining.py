"""Two records become one, with everything that hung on them; and apart again, exactly."""

from datetime import date, timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.record import actions
from frontdoor.record.access import learners_at
from frontdoor.record.joining import relations
from frontdoor.record.joining.actions import CODE, forget, join_learners, undo
from frontdoor.record.models import (
    Activity,
    ActivityKind,
    Attendance,
    Carer,
    Enrolment,
    Joining,
    Learner,
    Need,
    NeedKind,
    Participation,
    Reason,
    ReasonKind,
    ReasonScope,
    Sort,
)
from tests.factories import UserFactory
from tests.record.factories import NOW, LearnerFactory, enrolled

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


def activity(title: str, **facts) -> Activity:
    return Activity.objects.create(
        kind=ActivityKind.OTHER, title=title, day=TODAY, hours=1, source="typed", source_key=f"test:{title}",
        created_at=NOW, **facts,
    )  # fmt: skip


def attend(learner: Learner, what: Activity, attendance: Attendance = Attendance.ATTENDED) -> Participation:
    return Participation.objects.create(activity=what, learner=learner, attendance=attendance)


def carer(learner: Learner, institution, **facts) -> Carer:
    return Carer.objects.create(
        learner=learner, institution=institution, created_at=NOW, **{"email": "pat@home.example"} | facts
    )


def accepted(learner: Learner, institution, account) -> Carer:
    found = carer(learner, institution, email=account.email, account=account, accepted_at=NOW)
    actions.open_reason(
        learner=learner, kind=ReasonKind.PARENT, scope=ReasonScope.RECORD, source_key=f"record.carer:{found.pk}",
        starts_on=NOW.date(), now=NOW, person=account,
    )  # fmt: skip
    return found


@pytest.fixture
def own() -> Learner:
    """A record that its owner began."""
    return LearnerFactory(account=UserFactory(), date_of_birth=None, given_names="Typed By Me")


def everything() -> dict[str, list]:
    """All rows that hang on learners, and the learners."""
    models = [Learner, Enrolment, Reason, Participation, Carer, Need]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_every_relation_to_a_learner_is_decided_about() -> None:
    assert relations.unhandled() == set()
    assert {relations.label(field) for field in relations.pointing()} >= relations.STAYS | relations.MOVES.keys()


def test_a_relation_that_nobody_decided_about_is_found(monkeypatch) -> None:
    monkeypatch.delitem(relations.MOVES, "record.Need.learner")
    assert relations.unhandled() == {"record.Need.learner"}


def test_all_that_hung_on_the_one_hangs_on_the_other_and_goes_back_exactly(own, here) -> None:
    theirs = enrolled(here).learner
    attend(theirs, activity("Fair"))
    accepted(theirs, here, UserFactory())
    Need.objects.create(learner=theirs, institution=here, kind=NeedKind.EHC_PLAN, starts_on=TODAY, created_at=NOW)
    attend(own, activity("My own"))
    before = everything()

    joining = join_learners(kept=own, absorbed=theirs, cause=CODE, now=NOW, by=own.account)
    theirs.refresh_from_db()
    own.refresh_from_db()

    assert theirs.joined_into == own
    assert (own.given_names, own.date_of_birth) == ("Typed By Me", theirs.date_of_birth)
    assert [getattr(own, many).count() for many in ("enrolments", "participations", "carers", "needs", "reasons")] == [
        1,
        2,
        1,
        1,
        2,
    ]
    assert list(learners_at(here, today=TODAY)) == [own]
    assert join_learners(kept=own, absorbed=theirs, cause=CODE, now=NOW) == joining

    undo(joining_id=joining.pk, by=own.account, now=NOW + timedelta(days=29))
    undo(joining_id=joining.pk, by=own.account, now=NOW + timedelta(days=29))

    assert everything() == before
    assert list(learners_at(here, today=TODAY)) == [theirs]


def test_what_came_since_stays_and_what_has_gone_does_not_come_back(own, here) -> None:
    theirs = enrolled(here).learner
    gone, stays = attend(theirs, activity("Gone")), attend(theirs, activity("Stays"))
    joining = join_learners(kept=own, absorbed=theirs, cause=CODE, now=NOW, by=own.account)
    Participation.objects.get(pk=gone.pk).delete()
    since = attend(own, activity("Since"))

    undo(joining_id=joining.pk, by=own.account, now=NOW)

    assert list(theirs.participations.all()) == [stays]
    assert list(own.participations.all()) == [since]


@pytest.mark.parametrize(
    ("mine", "other", "left"),
    [
        (Attendance.ATTENDED, Attendance.ABSENT, Attendance.ATTENDED),
        (Attendance.ABSENT, Attendance.ATTENDED, Attendance.ATTENDED),
        (Attendance.INVITED, Attendance.ABSENT, Attendance.ABSENT),
    ],
)
def test_one_activity_on_both_counts_once_as_attended(own, here, mine, other, left) -> None:
    theirs, fair = enrolled(here).learner, activity("Fair")
    attend(own, fair, mine)
    attend(theirs, fair, other)
    before = everything()

    joining = join_learners(kept=own, absorbed=theirs, cause=CODE, now=NOW, by=own.account)

    assert [one.attendance for one in fair.participations.all()] == [left]
    undo(joining_id=joining.pk, by=own.account, now=NOW)
    assert everything() == before


def test_of_two_main_enrolments_the_newer_becomes_the_other(here, elsewhere) -> None:
    mine = enrolled(here, started_on=date(2026, 9, 1), learner=LearnerFactory(account=UserFactory()))
    newer = enrolled(elsewhere, started_on=date(2026, 10, 1))
    before = everything()

    joining = join_learners(kept=mine.learner, absorbed=newer.learner, cause=CODE, now=NOW)

    newer.refresh_from_db()
    mine.refresh_from_db()
    assert (mine.sort, newer.sort) == (Sort.MAIN, Sort.OTHER)
    undo(joining_id=joining.pk, by=mine.learner.account, now=NOW)
    assert everything() == before


def test_two_rows_of_one_roll_or_three_rolls_do_not_join(own, here, elsewhere, beyond) -> None:
    enrolled(here, learner=own)
    again = enrolled(here).learner
    with pytest.raises(Refused, match="roll twice"):
        join_learners(kept=own, absorbed=again, cause=CODE, now=NOW)
    enrolled(elsewhere, learner=own, sort=Sort.OTHER)
    third = enrolled(beyond).learner
    with pytest.raises(Refused, match="more than two"):
        join_learners(kept=own, absorbed=third, cause=CODE, now=NOW)
    assert not Joining.objects.exists()


def test_a_record_with_an_account_is_the_one_that_is_kept(own) -> None:
    joining = join_learners(kept=LearnerFactory(), absorbed=own, cause=CODE, now=NOW)
    assert joining.kept == own


def test_two_accounts_do_not_join(own) -> None:
    other = LearnerFactory(account=UserFactory())
    with pytest.raises(Refused, match="another account"):
        join_learners(kept=own, absorbed=other, cause=CODE, now=NOW)
    with pytest.raises(Refused, match="already"):
        join_learners(kept=own, absorbed=own, cause=CODE, now=NOW)


def test_only_its_owner_undoes_a_joining_and_only_for_30_days(own, amina, here) -> None:
    joining = join_learners(kept=own, absorbed=enrolled(here).learner, cause=CODE, now=NOW)
    with pytest.raises(Refused, match="Only the person"):
        undo(joining_id=joining.pk, by=amina, now=NOW)
    with pytest.raises(Refused, match="30 days"):
        undo(joining_id=joining.pk, by=own.account, now=NOW + timedelta(days=30))


def test_a_parent_on_both_sees_one_record_and_one_who_was_stopped_does_not_come_back(own, here) -> None:
    parent, theirs = UserFactory(), enrolled(here).learner
    mine = accepted(own, here, parent)
    accepted(theirs, here, parent)
    before = everything()

    joining = join_learners(kept=own, absorbed=theirs, cause=CODE, now=NOW)
    assert Reason.objects.filter(person=parent).count() == 1
    undo(joining_id=joining.pk, by=own.account, now=NOW)
    assert everything() == before

    joining = join_learners(kept=own, absorbed=theirs, cause=CODE, now=NOW)
    Carer.objects.filter(pk=mine.pk).update(stopped_at=NOW, stopped_by=parent)
    actions.end_reason(source_key=f"record.carer:{mine.pk}", now=NOW)
    undo(joining_id=joining.pk, by=own.account, now=NOW)
    assert not Reason.objects.filter(person=parent, ended_at=None).exists()
    assert not theirs.carers.exists()


@pytest.mark.parametrize("on_kept", [True, False])
@pytest.mark.parametrize("facts", [{"stopped_at": NOW}, {"learner_says": False, "learner_said_at": NOW}])
def test_who_was_stopped_or_refused_on_one_record_does_not_see_it_by_the_other(
    own, here, elsewhere, amina, on_kept, facts
) -> None:
    parent, theirs = UserFactory(), enrolled(here).learner
    kept_out, seeing = (own, theirs) if on_kept else (theirs, own)
    facts = facts | ({"stopped_by": amina} if "stopped_at" in facts else {})
    carer(kept_out, here, email=parent.email.upper(), **facts)
    link, other = accepted(seeing, elsewhere, parent), accepted(seeing, elsewhere, UserFactory())

    join_learners(kept=own, absorbed=theirs, cause=CODE, now=NOW)

    assert [one.person for one in own.reasons.filter(kind="parent", ended_at=None)] == [other.account]
    link.refresh_from_db()
    assert link.stopped_at or link.learner_says is False


def test_an_undoing_leaves_out_what_cannot_stand_any_more(own, here) -> None:
    parent, theirs = UserFactory(email="pat@home.example"), enrolled(here).learner
    fair, gone = activity("Fair"), activity("Gone")
    for learner in (own, theirs):
        attend(learner, fair)
        attend(learner, gone)
        accepted(learner, here, parent)
    joining = join_learners(kept=own, absorbed=theirs, cause=CODE, now=NOW)
    gone.delete()
    Carer.objects.filter(learner=own).update(account=None)
    parent.delete()

    undo(joining_id=joining.pk, by=own.account, now=NOW)

    assert [one.activity for one in theirs.participations.all()] == [fair]
    assert [one.account for one in theirs.carers.all()] == [None]
    assert not theirs.reasons.filter(kind="parent").exists()


def test_the_parent_who_accepted_is_kept_before_one_who_was_only_named(own, here) -> None:
    theirs, parent = enrolled(here).learner, UserFactory(email="pat@home.example")
    carer(own, here)
    good = accepted(theirs, here, parent)
    before = everything()

    joining = join_learners(kept=own, absorbed=theirs, cause=CODE, now=NOW)

    assert list(own.carers.all()) == [good]
    undo(joining_id=joining.pk, by=own.account, now=NOW)
    assert everything() == before


def test_whoever_accepted_after_the_joining_sees_the_record_that_named_them(own, here) -> None:
    theirs = enrolled(here).learner
    link = carer(theirs, here)
    joining = join_learners(kept=own, absorbed=theirs, cause=CODE, now=NOW)
    reason = actions.open_reason(
        learner=own, kind=ReasonKind.PARENT, scope=ReasonScope.RECORD, source_key=f"record.carer:{link.pk}",
        starts_on=NOW.date(), now=NOW, person=UserFactory(),
    )  # fmt: skip

    undo(joining_id=joining.pk, by=own.account, now=NOW)

    reason.refresh_from_db()
    assert reason.learner == theirs


def test_needs_of_both_are_one(own, here) -> None:
    theirs = enrolled(here).learner
    for learner in (own, theirs):
        Need.objects.create(
            learner=learner, institution=here, kind=NeedKind.SEN_SUPPORT, starts_on=TODAY, created_at=NOW
        )
    before = everything()
    joining = join_learners(kept=own, absorbed=theirs, cause=CODE, now=NOW)
    assert own.needs.count() == 1
    undo(joining_id=joining.pk, by=own.account, now=NOW)
    assert everything() == before


def test_who_joined_what_is_audited(own, here) -> None:
    theirs = enrolled(here).learner
    join_learners(kept=own, absorbed=theirs, cause=CODE, now=NOW, by=own.account)
    history = Learner._meta.apps.get_model("record", "LearnerEvent")
    assert history.objects.filter(pgh_obj_id=theirs.pk, joined_into=None).exists()
    assert Joining.objects.get().created_by == own.account


def test_what_was_kept_for_undoing_is_deleted_after_30_days(own, here) -> None:
    theirs, fair = enrolled(here).learner, activity("Fair")
    attend(own, fair)
    attend(theirs, fair)
    joining = join_learners(kept=own, absorbed=theirs, cause=CODE, now=NOW)
    assert forget(now=NOW + timedelta(days=30, seconds=-1)) == 0
    assert [forget(now=NOW + timedelta(days=30)) for _ in range(2)] == [1, 0]
    before = joining.moved["rows"]
    joining.refresh_from_db()
    assert joining.moved == {"rows": before, "dropped": [], "was": {}}
