"""Reads of contacts, helplines and concerns."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import DatabaseError
from django.db.models import Min, Q, QuerySet
from django.db.models.functions import Lower

from frontdoor.ground.often import asked_often
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.models import Kind, Organisation, Scope
from frontdoor.record.care.rules import CHECK_EVERY, PASSED_ON_ONCE
from frontdoor.record.care.shipped import shipped
from frontdoor.record.models import Concern, Enrolment, Helpline, Learner, SafeguardingContact


def contact_of(institution: Organisation) -> SafeguardingContact | None:
    """Whom the institution's learners and staff turn to; None where nobody is named."""
    return SafeguardingContact.objects.filter(institution=institution).select_related("institution").first()


def is_contact(user: Any, institution: Organisation) -> bool:
    """Whether the person is who the institution names: by an address of theirs that they have confirmed."""
    theirs = user.emailaddress_set.filter(verified=True).values(lower=Lower("email"))
    named = SafeguardingContact.objects.filter(institution=institution).annotate(lower=Lower("email"))
    return named.filter(lower__in=theirs).exists()


def contacts_for(learner: Learner | None) -> list[SafeguardingContact]:
    """The contacts of the institutions where a learner is now; none for nobody."""
    return _contacts_for(learner_id=learner.pk) if learner else []


@asked_often
def _contacts_for(*, learner_id: int) -> QuerySet[SafeguardingContact]:
    now_at = Q(institution__enrolments__learner=learner_id, institution__enrolments__ended_on=None)
    found = SafeguardingContact.objects.filter(now_at)
    return found.select_related("institution").order_by("institution__name")


def contacts_of_each(learner_ids: Collection[int]) -> dict[int, list[SafeguardingContact]]:
    """The same for many learners, in two queries."""
    now_at = Enrolment.objects.filter(learner__in=learner_ids, ended_on=None).values_list("learner", "institution")
    at: dict[int, set[int]] = defaultdict(set)
    for learner, institution in now_at:
        at[institution].add(learner)
    found: dict[int, list[SafeguardingContact]] = defaultdict(list)
    named = SafeguardingContact.objects.filter(institution__in=list(at))
    for contact in named.select_related("institution").order_by("institution__name"):
        for learner in at[contact.institution_id]:
            found[learner].append(contact)
    return found


def helplines() -> list[Helpline]:
    """Numbers that answer when the school does not, in their order.

    Those that ship with the portal stand in where none is stored, and where the database is away: a page about danger
    answers all the same.
    """
    try:
        return _stored_helplines() or shipped()
    except DatabaseError:
        return shipped()


@asked_often
def _stored_helplines() -> QuerySet[Helpline]:
    return Helpline.objects.all()


def helplines_checked_on() -> date | None:
    """The day on which the oldest stored helpline was last checked; None where none is stored."""
    return Helpline.objects.aggregate(day=Min("reviewed"))["day"]


def helplines_for_staff() -> list[Helpline]:
    """Those whom an adult with a concern about a child rings."""
    return [one for one in helplines() if one.for_staff]


def just_passed_on(*, institution: Organisation, by: Any, now: datetime) -> Concern | None:
    """The concern that this person passed on here within the last minutes."""
    mine = Concern.objects.filter(institution=institution, created_by=by, created_at__gt=now - PASSED_ON_ONCE)
    return mine.order_by("-created_at").first()


def to_name(user: Any) -> QuerySet[Organisation]:
    """Institutions that have named nobody, where the person could."""
    return _named_by(user).filter(safeguarding_contact=None)


def to_check(user: Any, *, today: date) -> QuerySet[Organisation]:
    """Institutions whose contact nobody has looked at for a year, where the person could."""
    return _named_by(user).filter(safeguarding_contact__reviewed_on__lte=today - CHECK_EVERY)


def _named_by(user: Any) -> QuerySet[Organisation]:
    mine = organisations_for(user, Can.NAME_SAFEGUARDING).filter(kind=Kind.INSTITUTION).exclude(scope=Scope.OUT)
    return mine.select_related("safeguarding_contact").order_by("name")
