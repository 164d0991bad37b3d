"""Codes on the pages of learners: staff may make one, the learner may type one."""

from collections.abc import Iterable

from django.urls import reverse

from frontdoor.organisations.access import Can
from frontdoor.record.shown import Looking, Page, Place, Section


def sections(look: Looking) -> Iterable[Section]:
    """For staff who manage learners: whether the learner has an account. For the learner: another school's record."""
    if look.institution and Can.MANAGE_LEARNERS in look.can:
        yield _account(look)
    elif look.is_own:
        links = [("Type a code", reverse("record:claim"))]
        words = "Did another school or college give you a code? Type it here, and what it knows comes to this record."
        yield Section("Add another school's record", empty=words, links=links, place=8)


def _account(look: Looking) -> Section:
    if look.learner.account_id:
        return Section("Their own account", empty="They have signed in and see this record themselves.", place=8)
    address = reverse("record:invite", kwargs={"urn": look.institution.urn})  # type: ignore[union-attr]
    links = [("Make a code for them", f"{address}?learner={look.learner.pk}")]
    return Section("Their own account", empty="Nobody has signed in to this record yet.", links=links, place=8)


def pages(place: Place) -> Iterable[Page]:
    """Making codes."""
    if Can.MANAGE_LEARNERS in place.can:
        address = reverse("record:invite", kwargs={"urn": place.institution.urn})
        yield Page("Give pupils their record", address, "Codes to print or send, so that they can sign in and see it.")
