"""What is left of a meeting, for its adviser: the summary and who may read it, what was agreed, and what its learner says."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontdoor.record.models import PlanAction
from frontdoor.record.plan.rules import in_order
from guidance.models import Feedback, Meeting, Summary
from guidance.outcomes.recorded import key_of
from guidance.outcomes.sharing import on_its_roll


@dataclass(frozen=True)
class Told:
    """Each may be missing."""

    summary: Summary | None
    readers: str
    agreed: Sequence[PlanAction]
    feedback: Feedback | None


def told_of(meeting: Meeting) -> Told:
    """All of it, for the adviser of this meeting while they see it. Three queries."""
    summary = Summary.objects.filter(meeting=meeting).first()
    agreed = PlanAction.objects.filter(goal__learner=meeting.learner_id, agreed_in=key_of(meeting))
    return Told(
        summary,
        who_reads(meeting, summary) if summary else "",
        in_order(agreed.select_related("goal")),
        Feedback.objects.filter(meeting=meeting).first(),
    )


def who_reads(meeting: Meeting, summary: Summary) -> str:
    """Who may read a summary besides its adviser, as a sentence to the adviser."""
    learner, school = meeting.learner, meeting.institution
    own = [f"{learner.name}, signed in"] if learner.account_id else []
    heads = (
        [f"the careers leader and head of {school.name}"]
        if school and summary.school_may_read and on_its_roll(meeting)
        else []
    )
    later = ["advisers whom they meet later"] if summary.advisers_may_read else []
    if who := [*own, *heads, *later]:
        return f"Read by {', '.join(who[:-1])}{' and ' if who[1:] else ''}{who[-1]}. Nobody else but you."
    return "Nobody else reads it. They have no account here: tell them what it says."
