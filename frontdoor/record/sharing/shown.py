"""Who can see the record: a page of the learner's own, and rows of their export."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from frontdoor.record.carers.queries import decides
from frontdoor.record.models import Learner
from frontdoor.record.sharing import queries
from frontdoor.record.sharing.words import said
from frontdoor.record.shown import Looking, Page, Section, Table


def sections(look: Looking) -> Iterable[Section]:
    """For the learner who signs in with a school's address, which ends when they leave: the way to change it."""
    if look.is_own and look.learner.enrolments.filter(email__iexact=look.user.email).exists():
        words = (
            f"You sign in with {look.user.email}, which belongs to your school or college. It may stop working when you "
            "leave. Change to an address of your own, and this record stays open to you."
        )
        links = [("Change your email address", reverse("account_email"))]
        yield Section("Keep your way in", empty=words, links=links, place=2)


def own_pages(_learner: Learner) -> Iterable[Page]:
    """For whoever owns the record."""
    yield Page("Who can see my record", reverse("record:sharing"), "Who, why, and how to end it")


def holds(learner: Learner) -> Iterable[Table]:
    """Who may see the record and who could before, as far as the learner is told."""
    today = timezone.localdate()
    may = decides(learner, today=today)
    rows = [said(one, decides=may) for one in queries.shown(learner, today=today).order_by("starts_on", "pk")]
    yield Table(
        "who_can_see",
        "Who can see your record, or could",
        [("who", "Who"), ("why", "Why"), ("basis", "What allows it"), ("since", "Since"), ("until", "Until")],
        [[one.who, one.basis.why, one.basis.basis, one.since, one.until] for one in rows],
    )
