"""When a learner's record is erased: a report that bears an address of theirs loses it, and its words."""

from collections.abc import Sequence

from frontdoor.ground.privacy import past, rows_of
from frontdoor.people.actions import addresses_of
from frontdoor.people.models import User
from frontdoor.record.models import Enrolment
from workexperience.models import Report


def forget_addresses(learner_ids: Sequence[int]) -> None:
    """The row and its history stay, with kind and outcome: what became of the offer is not about them."""
    found = {one.lower() for one in Enrolment.objects.filter(learner__in=learner_ids).values_list("email", flat=True)}
    for account in User.objects.filter(learner__in=learner_ids):
        found |= addresses_of(account)
    for address in found - {""}:
        for rows in (rows_of(Report), past(Report)):
            rows.filter(email__iexact=address).update(email="", words="")
