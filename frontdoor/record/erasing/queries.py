"""Whose a record is to delete, and whether somebody still needs an account."""

from django.db.models import Exists, OuterRef

from frontdoor.people.models import User
from frontdoor.people.queries import has_role
from frontdoor.record.erasing.elsewhere import places_ever
from frontdoor.record.joining.queries import with_absorbed
from frontdoor.record.models import Carer, Enrolment, Learner

NOT_ALONE = "A school or college is part of this record, so it is not yours alone to delete. Ask for it to be erased."


def is_theirs_alone(learner: Learner) -> bool:
    """Whether no institution has ever had them on its roll or in an activity of its own; the page and the action ask this."""
    return not places_ever(with_absorbed([learner.pk]))


def is_needed(account: User) -> bool:
    """Whether the account is more than the way to one's own record: somebody works with it, or sees a child's."""
    return has_role(account) or Carer.objects.filter(account=account, stopped_at=None).exists()


def on_that_roll() -> Exists:
    """Of a parent's link: whether its learner is on the roll of the institution that made it, which would name them again."""
    here = Enrolment.objects.filter(learner=OuterRef("learner"), institution=OuterRef("institution"), ended_on=None)
    return Exists(here)
