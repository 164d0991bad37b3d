"""What the adviser's pages about the end of a meeting show: the summary, and what is in the plan already."""

from frontdoor.record.models import Goal, PlanAction
from frontdoor.record.plan.rules import in_order
from guidance.models import Meeting, Summary
from guidance.outcomes.recorded import key_of


def summary_of(meeting: Meeting) -> Summary | None:
    """What was written for the learner, if anything."""
    return Summary.objects.filter(meeting=meeting).first()


def agreed_in(meeting: Meeting) -> list[PlanAction]:
    """What stands in the learner's plan from this meeting, each with its goal, what is due first first. One query."""
    found = PlanAction.objects.filter(goal__learner=meeting.learner_id, agreed_in=key_of(meeting))
    return in_order(found.select_related("goal"))


def open_goals(meeting: Meeting) -> list[Goal]:
    """The goals of the learner that are not reached, in the order in which they were written."""
    return list(Goal.objects.filter(learner=meeting.learner_id, reached_on=None).order_by("pk"))
