"""When an action of a plan is due, or was, as its reader reads it."""

from datetime import date

from frontdoor.ground.dates import day_in_words
from frontdoor.record.models import Owner, PlanAction

# The owners as staff read them: "Me" is the learner's word.
TO_STAFF = {
    Owner.LEARNER: "The learner",
    Owner.SCHOOL: "School or college",
    Owner.ADVISER: "Careers adviser",
    Owner.FAMILY: "Parent or carer",
}


def when(action: PlanAction, *, today: date) -> str:
    """`By 3 December 2026`; a day that is past is said kindly, `Was due on ...`; empty without a day."""
    if action.done_on:
        return f"Done on {day_in_words(action.done_on)}"
    if action.due_on is None:
        return ""
    return f"{'Was due on' if action.due_on < today else 'By'} {day_in_words(action.due_on)}"


def agreed(action: PlanAction) -> str:
    """`Agreed with your adviser. Written down on 14 September 2026`; empty for what was not agreed in a meeting.

    The day on which the adviser wrote it, which can be some weeks after they met.
    """
    return f"Agreed with your adviser. Written down on {day_in_words(action.created_at)}" if action.agreed_in else ""
