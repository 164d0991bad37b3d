"""The demo's student has a goal with two actions."""

from datetime import date, timedelta

from django.utils import timezone

from frontdoor.ground.years import academic_year, first_day
from frontdoor.record.models import Learner, Owner
from frontdoor.record.plan import actions

STUDENT = "student@demo.frontdoor.example"
GOAL = "Find out whether I want to be a paramedic"
STEPS = [
    ("Read about the ways in, and save the ones that suit me", Owner.LEARNER, 0),
    ("Ask which science I need to choose", Owner.SCHOOL, 7),
]


def seed_demo() -> None:
    """Once the student has a record; a second run changes nothing, and a plan that they changed stays as it is."""
    learner = Learner.objects.filter(account__email=STUDENT).select_related("account").first()
    if learner is None or learner.goals.exists():
        return
    now = timezone.now()
    goal = actions.add_goal(learner=learner, title=GOAL, by=learner.account, now=now)
    for text, owner, later in STEPS:
        day = _day(timezone.localdate(now)) + timedelta(days=later)
        actions.add_action(goal=goal, text=text, owner=owner, due_on=day, by=learner.account, now=now)


def _day(today: date) -> date:
    """The end of the autumn term, in each year: of the next one once this is past."""
    christmas = first_day(academic_year(today)).replace(month=12, day=11)
    return christmas if today <= christmas else christmas.replace(year=christmas.year + 1)
