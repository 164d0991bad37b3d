"""The plan on the screen: the learner writes, staff of where they learn read, nobody else learns that there is one."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from frontdoor.home.todo import tasks
from frontdoor.record.actions import end_enrolments
from frontdoor.record.carers import actions as carers
from frontdoor.record.models import Goal, Owner, PlanAction
from frontdoor.record.plan import actions
from frontdoor.record.queries import own_learner
from tests.factories import UserFactory
from tests.record.plan.conftest import NOW
from tests.record.plan.test_actions import action_of, goal_of

pytestmark = pytest.mark.django_db
DUE = {"due_on_day": "3", "due_on_month": "12", "due_on_year": "2026"}


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_from_a_goal_over_its_actions_to_reached(sami, signed_in) -> None:
    me = signed_in(sami.account)
    assert "No goal yet" in text(me.get("/record/plan/"))
    assert "Enter what you want to reach" in text(me.post("/record/plan/add/", {"title": " "}))
    me.post("/record/plan/add/", {"title": "Become a vet"})
    goal = Goal.objects.get()
    add = reverse("record:plan-action-add", args=[goal.pk])
    assert "Choose who does it" in text(me.post(add, {"text": "Visit a surgery"}))
    me.post(add, {"text": "Visit a surgery", "owner": Owner.LEARNER} | DUE)
    page = text(me.get("/record/plan/"))
    assert "By 3 December 2026. Me" in page
    assert "The careers leader and head of Herefield School can read it. Nobody else can." in page

    step = PlanAction.objects.get()
    me.post(reverse("record:plan-done", args=[goal.pk, step.pk]), {"done": "yes"})
    assert "Done on 22 November 2026" in text(me.get("/record/plan/"))
    me.post(reverse("record:plan-reached", args=[goal.pk]), {"reached": "yes"})
    assert "Reached on 22 November 2026" in text(me.get("/record/plan/"))

    asks = text(me.get(reverse("record:plan-delete", args=[goal.pk])))
    assert "with its one action" in asks
    assert Goal.objects.exists()
    me.post(reverse("record:plan-delete", args=[goal.pk]))
    assert not PlanAction.objects.exists()


def test_a_change_in_another_window_is_shown_before_it_is_written_over(sami, signed_in) -> None:
    me, goal = signed_in(sami.account), goal_of(sami)
    page = reverse("record:plan-goal", args=[goal.pk])
    seen = re.search(r'name="seen" value="(\w+)"', me.get(page).content.decode())[1]
    me.post(page, {"title": "Work with animals", "seen": seen})

    refused = me.post(page, {"title": "Become a nurse", "seen": seen})

    assert "It says now: “Work with animals”" in text(refused)
    again = re.search(r'name="seen" value="(\w+)"', refused.content.decode())[1]
    assert 'value="Become a nurse"' in refused.content.decode()
    me.post(page, {"title": "Become a nurse", "seen": again})
    assert Goal.objects.get().title == "Become a nurse"


def test_a_past_day_is_worded_kindly_and_what_is_due_first_stands_first(sami, signed_in) -> None:
    late, soon = goal_of(sami, "Later goal"), goal_of(sami, "Sooner goal")
    action_of(late, "Third", due_on=date(2027, 5, 1))
    action_of(soon, "Second", due_on=date(2026, 12, 1))
    first = action_of(soon, "First", due_on=date(2026, 12, 1))
    PlanAction.objects.filter(pk=first.pk).update(due_on=date(2026, 11, 3))

    page = text(signed_in(sami.account).get("/record/plan/"))

    assert "Was due on 3 November 2026" in page
    assert page.index("Sooner goal") < page.index("First") < page.index("Second") < page.index("Later goal")


@pytest.mark.parametrize("goals", [1, 12])
def test_a_long_plan_costs_no_more_queries(sami, here, amina, signed_in, django_assert_max_num_queries, goals) -> None:
    for number in range(goals):
        action_of(goal_of(sami, f"Goal {number}"))
    for person, page, most in ((sami.account, "/record/plan/", 9), (amina, f"/learners/{here.urn}/{sami.pk}/", 12)):
        client = signed_in(person)
        client.get(page)
        with django_assert_max_num_queries(most):
            client.get(page)


def test_the_careers_leader_reads_the_plan_a_teacher_a_parent_and_a_school_that_was_left_do_not(
    sami, here, elsewhere, amina, bryn, signed_in
) -> None:
    petra = UserFactory(email="petra@home.example")
    link = carers.name_carer(learner=sami, institution=here, email=petra.email, name="P", by=amina, now=NOW)
    carers.invite(carer_id=link.pk, now=NOW)
    carers.accept(carer_id=link.pk, by=petra, now=NOW)
    action_of(goal_of(sami), owner=Owner.FAMILY)
    page = text(signed_in(amina).get(f"/learners/{here.urn}/{sami.pk}/"))
    assert "Become a vet Visit a surgery Parent or carer By 3 December 2026" in page
    seen_by_teacher = text(signed_in(bryn).get(f"/learners/{here.urn}/{sami.pk}/"))
    assert "Sami" in seen_by_teacher
    assert "surgery" not in seen_by_teacher
    mine = text(signed_in(sami.account).get("/record/"))
    assert "Visit a surgery" in mine
    theirs = text(signed_in(petra).get(f"/record/children/{sami.pk}/"))
    assert "Sami" in theirs
    assert "surgery" not in theirs
    assert "plan" not in theirs.split("Sami", 2)[2].split("Frontdoor is for England")[0]

    end_enrolments(enrolments=sami.enrolments.all(), on=NOW.date(), now=NOW)
    assert signed_in(amina).get(f"/learners/{here.urn}/{sami.pk}/").status_code == 404
    assert "Nobody else can read it. If a school" in text(signed_in(sami.account).get("/record/plan/"))


def test_somebody_elses_plan_is_not_there(sami, amina, signed_in) -> None:
    goal = goal_of(sami)
    step = action_of(goal)
    stranger = signed_in(UserFactory())
    for name, args in (
        ("plan", []), ("plan-add", []), ("what-helps", []), ("plan-goal", [goal.pk]), ("plan-delete", [goal.pk]),
        ("plan-action-add", [goal.pk]), ("plan-action", [goal.pk, step.pk]), ("plan-action-delete", [goal.pk, step.pk]),
    ):  # fmt: skip
        for client in (stranger, signed_in(amina)):
            assert client.get(reverse(f"record:{name}", args=args)).status_code == 404, name
            if name != "plan":
                assert client.post(reverse(f"record:{name}", args=args), {}).status_code == 404, name


def test_what_helps_is_read_by_nobody_else(sami, here, amina, signed_in) -> None:
    me = signed_in(sami.account)
    page = me.get("/record/what-helps/").content.decode()
    assert "Nobody else sees it" in page
    assert "we ask you first, each time" in page
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    me.post("/record/what-helps/", {"words": "A quiet room", "seen": seen})

    page = me.get("/record/what-helps/").content.decode()
    assert "A quiet room</textarea>" in page
    assert "A quiet room" not in signed_in(amina).get(f"/learners/{here.urn}/{sami.pk}/").content.decode()

    me.post("/record/what-helps/", {"words": "", "seen": re.search(r'name="seen" value="(\w+)"', page)[1]})
    assert "A quiet room" not in me.get("/record/what-helps/").content.decode()


def test_what_i_do_soon_is_on_my_to_do_list_until_it_is_done(sami) -> None:
    goal = goal_of(sami)
    mine = action_of(goal, "Soon", due_on=NOW.date() + timedelta(days=14))
    action_of(goal, "Far", due_on=NOW.date() + timedelta(days=15))
    action_of(goal, "No day", due_on=None)
    action_of(goal, "Theirs", owner=Owner.SCHOOL)
    late = action_of(goal, "Late")
    PlanAction.objects.filter(pk=late.pk).update(due_on=date(2026, 11, 1))

    found = {one.what: one for one in tasks(sami.account, timezone.now()) if one.organisation == "Your plan"}
    assert [*found] == ["Late", "Soon"]
    assert found["Late"].why == "Done? Tick it. Need longer? Choose another day."

    actions.set_done(action=late, done=True, by=sami.account, now=NOW)
    assert [one.what for one in tasks(sami.account, timezone.now())] == ["Soon"]
    actions.set_reached(goal=mine.goal, reached=True, by=sami.account, now=NOW)
    assert tasks(sami.account, timezone.now()) == []
    assert own_learner(sami.account) == sami
