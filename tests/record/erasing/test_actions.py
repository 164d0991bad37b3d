"""What erasing reaches and what it leaves: found from the models, so that a new one cannot be forgotten."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps

from frontdoor.ground.models import Job, State
from frontdoor.ground.privacy import classes, our_models, past, tracked_model
from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Joining as WayIn
from frontdoor.organisations.models import Membership, Role
from frontdoor.people.models import User
from frontdoor.record.erasing import hanging, queries
from frontdoor.record.erasing.actions import delete_plan, delete_what_helps, erase, erase_mine
from frontdoor.record.erasing.elsewhere import BEING_LOADED, DECIDED
from frontdoor.record.joining.actions import CODE, join_learners, undo
from frontdoor.record.models import (
    Activity,
    ActivityKind,
    Attendance,
    Carer,
    Enrolment,
    Goal,
    Learner,
    Look,
    Participation,
    PlanAction,
    WhatHelps,
)
from tests.factories import MembershipFactory, UserFactory
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture
def sam() -> Learner:
    """A record of their own, without a school."""
    return LearnerFactory(given_names="Sam", family_name="Alone", account=UserFactory(full_name="Sam Alone"))


def activity(institution=None, **facts) -> Activity:
    usual = {"kind": ActivityKind.OTHER, "title": "One", "day": date(2026, 10, 1), "hours": 1, "source": "By hand"}
    number = Activity.objects.count()
    return Activity.objects.create(
        **usual | facts, institution=institution, source_key=f"test:{number}", created_at=NOW
    )


def attends(learner: Learner, where: Activity) -> Participation:
    return Participation.objects.create(activity=where, learner=learner, attendance=Attendance.ATTENDED)


def letter(**facts) -> Letter:
    times = {"created_at": NOW, "expires_at": NOW + timedelta(days=7), "next_at": NOW}
    usual = {"kind": "record-claim-code", "to": "x@y.example", "subject": "About", "text": "Words", "html": "Words"}
    return Letter.objects.create(**usual | times | facts)


def test_every_model_that_names_people_hangs_on_a_learner_or_is_decided() -> None:
    personal = [model for model in our_models() if not tracked_model(model) and classes(model)[0]]
    hangs = {model._meta.label for model in hanging.models()}

    undecided = {model._meta.label for model in personal} - hangs - DECIDED.keys()
    assert undecided == set(), "say in erasing/elsewhere.py what erasing does with it"
    assert {"record.Enrolment", "record.ClaimCode", "record.PlanAction", "record.Case"} <= hangs
    assert hangs.isdisjoint(DECIDED)
    assert [label for label in DECIDED if apps.get_model(label) not in personal] == []


def test_a_record_and_its_account_go_and_a_second_time_nothing_happens(sam) -> None:
    account = sam.account
    assert erase(learner=sam, now=NOW) == {"record.Learner": 1, "accounts": 1}
    assert not Learner.objects.filter(pk=sam.pk).exists()
    assert not past(Learner).filter(pgh_obj_id=sam.pk).exists()
    account.refresh_from_db()
    assert (account.full_name, account.is_active) == ("", False)
    assert not account.emailaddress_set.exists()
    assert erase(learner=sam, now=NOW) == {}


def test_an_account_can_be_kept(sam) -> None:
    erase(learner=sam, now=NOW, with_account=False)
    assert User.objects.get(pk=sam.account_id).full_name == "Sam Alone"


@pytest.mark.parametrize("need", ["role", "child"])
def test_an_account_that_somebody_needs_stays_as_it_is(sam, here, need: str) -> None:
    if need == "role":
        MembershipFactory(user=sam.account, organisation=here)
    else:
        child = enrolled(here).learner
        Carer.objects.create(
            learner=child, institution=here, email=sam.account.email, account=sam.account, created_at=NOW
        )

    assert "accounts" not in erase(learner=sam, now=NOW)

    account = User.objects.get(pk=sam.account_id)
    assert (account.full_name, account.is_active) == ("Sam Alone", True)
    assert not Learner.objects.filter(account=account).exists()


def test_a_former_role_and_a_stopped_link_keep_a_number_only(sam, here, amina) -> None:
    account, email = sam.account, sam.account.email
    MembershipFactory(user=account, organisation=here, role=Role.TEACHER, ended_at=NOW, ended_by=amina)
    way = {"organisation": here, "role": Role.TEACHER, "email": email, "full_name": "Sam Alone", "expires_at": NOW}
    WayIn.objects.create(**way, created_at=NOW)
    WayIn.objects.update(full_name="Sam  Alone")
    link = Carer.objects.create(
        learner=LearnerFactory(), institution=here, email=email, name="Sam", account=account, created_at=NOW,
        stopped_at=NOW, stopped_by=amina,
    )  # fmt: skip

    erase(learner=sam, now=NOW)

    assert not WayIn.objects.exists()
    assert not past(WayIn).exists()
    link.refresh_from_db()
    assert (link.name, link.email, link.stopped_by) == ("", f"erased-{account.pk}@erased.invalid", amina)
    assert not past(Carer).exclude(name="", email=link.email).exists()
    assert Membership.objects.get(user=account).ended_at == NOW


def test_a_file_that_is_being_loaded_is_waited_for(here, amina) -> None:
    learner = enrolled(here).learner
    facts = {"kind": "roll", "by": amina, "checksum": "0" * 64, "created_at": NOW}
    job = Job.objects.create(**facts, context={"institution": here.pk})

    with pytest.raises(Refused, match=BEING_LOADED):
        erase(learner=learner, now=NOW)
    assert Enrolment.objects.filter(learner=learner).exists()

    Job.objects.filter(pk=job.pk).update(state=State.DONE, finished_at=NOW)
    assert erase(learner=learner, now=NOW)["record.Enrolment"] == 1


def test_a_record_that_went_into_another_is_erased_with_it_and_not_by_itself(sam) -> None:
    twin = LearnerFactory()
    join_learners(kept=sam, absorbed=twin, cause=CODE, now=NOW, by=sam.account)

    with pytest.raises(Refused, match=str(sam.pk)):
        erase(learner=twin, now=NOW)
    assert erase(learner=sam, now=NOW)["record.Learner"] == 2


def test_records_that_came_apart_keep_their_own(sam, here) -> None:
    """A history row says that the meeting was once Sam's: it is the other's again, and so is what happened to it."""
    other = enrolled(here).learner
    met = attends(other, activity(here))
    joining = join_learners(kept=sam, absorbed=other, cause=CODE, now=NOW, by=sam.account)
    undo(joining_id=joining.pk, by=sam.account, now=NOW)
    assert past(Participation).filter(learner_id=sam.pk).exists()

    erase(learner=sam, now=NOW)

    met.refresh_from_db()
    assert met.learner_id == other.pk
    assert Enrolment.objects.get().learner_id == other.pk
    assert not past(Participation).filter(learner_id=sam.pk).exists()
    assert past(Participation).filter(pgh_obj_id=met.pk, learner_id=other.pk).exists()


def test_a_deleted_activity_of_theirs_alone_leaves_no_history_and_one_with_others_does(here) -> None:
    learner, other = enrolled(here).learner, enrolled(here).learner
    alone, both = activity(here, title="Alone"), activity(here, title="Both")
    for one, where in ((learner, alone), (learner, both), (other, both)):
        attends(one, where)
    alone.delete()
    both.delete()

    erase(learner=learner, now=NOW)

    assert [*past(Activity).values_list("title", flat=True)] == ["Both"]
    assert [*past(Participation).values_list("learner_id", flat=True)] == [other.pk]


def test_a_letter_in_a_workers_hands_is_emptied_and_stays_so(sam) -> None:
    held = letter(key="a", to=sam.account.email.upper(), state="sending", claimed_at=NOW, attempts=1)
    told = letter(key="b", text="Sam Alone is 18", state="sent", sent_at=NOW)
    other = letter(key="c", text="Sam, alone")

    erase(learner=sam, now=NOW)

    for one in (held, told, other):
        one.refresh_from_db()
    assert (held.state, held.to, held.text) == ("not-needed", "", "")
    assert (told.state, told.text) == ("sent", "")
    assert (other.state, other.text) == ("queued", "Sam, alone")


def test_letters_to_parents_and_about_questions_go_by_their_keys(sam, here) -> None:
    link = Carer.objects.create(learner=sam, institution=here, email="pat@home.example", created_at=NOW)
    asked = letter(key="record-case-asked:77:1")
    invited = letter(key=f"record-carer-invitation:{link.pk}:202611201000", to=link.email)
    another = letter(key=f"record-carer-invitation:{link.pk}0:202611201000", to="lee@home.example")

    erase(learner=sam, now=NOW)

    assert [Letter.objects.get(pk=one.pk).to for one in (invited, another, asked)] == ["", another.to, asked.to]


def test_looks_lose_them_and_keep_the_others(sam) -> None:
    facts = {"reason": "enrolled", "page": "Pupils", "at": NOW}
    both = Look.objects.create(**facts, kind="list", learners=[sam.pk, 7])
    Look.objects.create(**facts, kind="page", learners=[sam.pk])

    erase(learner=sam, now=NOW)

    assert [(look.pk, look.learners) for look in Look.objects.all()] == [(both.pk, [7])]


def test_a_plan_goes_with_its_history_and_nothing_else_does(sam) -> None:
    other = Goal.objects.create(learner=LearnerFactory(), title="Mine", created_by=sam.account, created_at=NOW)
    goal = Goal.objects.create(learner=sam, title="Sea", created_by=sam.account, created_at=NOW)
    PlanAction.objects.create(goal=goal, text="Ring", created_by=sam.account, created_at=NOW)
    WhatHelps.objects.create(learner=sam, words="Quiet", changed_at=NOW)
    Goal.objects.update(title="Changed")

    assert delete_plan(learner=sam) == 1
    assert [*Goal.objects.all()] == [other]
    assert not PlanAction.objects.exists()
    assert {row.pgh_obj_id for row in past(Goal)} == {other.pk}
    assert not past(PlanAction).exists()
    assert WhatHelps.objects.exists()
    assert delete_what_helps(learner=sam) == 1
    assert delete_what_helps(learner=sam) == 0


def test_only_a_record_without_any_school_is_its_owners_to_erase(sam, here, amina) -> None:
    own = attends(sam, activity())
    assert queries.is_theirs_alone(sam)
    with pytest.raises(Refused):
        erase_mine(learner=sam, by=amina, now=NOW)
    schools = attends(sam, activity(here))
    assert not queries.is_theirs_alone(sam)
    with pytest.raises(Refused):
        erase_mine(learner=sam, by=sam.account, now=NOW)
    schools.activity.delete()
    assert not queries.is_theirs_alone(sam)  # it was once: its history says so
    past(Participation).filter(pgh_obj_id=schools.pk).delete()
    erase_mine(learner=sam, by=sam.account, now=NOW)
    assert not Participation.objects.filter(pk=own.pk).exists()


def test_a_former_school_keeps_a_record_from_being_its_owners_to_erase(here) -> None:
    enrolment = enrolled(here, learner=LearnerFactory(account=UserFactory()))
    Enrolment.objects.update(ended_on=date(2026, 10, 1))
    assert not queries.is_theirs_alone(enrolment.learner)
