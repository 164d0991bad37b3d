"""Reads about parents and carers."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from frontdoor.organisations.models import Organisation
from frontdoor.record import codes
from frontdoor.record.access import live
from frontdoor.record.carers import rules
from frontdoor.record.joining.clashes import KEY, carer_key, same_person
from frontdoor.record.models import Carer, Enrolment, Learner, Reason, ReasonKind
from frontdoor.record.queries import roll, years_on

CARER = "carer"
CODE_LIVES = timedelta(days=60)
NO_MATCH = "This code does not match. Check it, or ask the school for a new one"
ACCEPTED = "This code has been used. Ask the school for a new one"
EXPIRED = "This code has expired. Ask the school for a new one"
OTHER_ADDRESS = "This code was sent to another email address. Sign in with the address that the letter went to"
NOT_CONFIRMED = "Confirm your email address first, then type the code again"
OWN_RECORD = "This code is for a parent or carer. It cannot be used by the pupil or learner"


def children_of(user: Any, *, today: date) -> QuerySet[Learner]:
    """The learners whose record this person sees as a parent or carer."""
    reasons = Reason.objects.filter(live(today), person=user, kind=ReasonKind.PARENT)
    return Learner.objects.filter(pk__in=reasons.values("learner"), joined_into=None)


def named(learner: Learner) -> QuerySet[Carer]:
    """Everybody whom a school has named and not stopped, the first first."""
    return learner.carers.filter(stopped_at=None).select_related("account", "institution").order_by("created_at", "pk")


def links_of_same(carer: Carer) -> QuerySet[Carer]:
    """All links of this person to this record, by whichever school, stopped ones too."""
    return Carer.objects.filter(same_person(carer), learner=carer.learner_id)


def refused(carer: Carer) -> bool:
    """Whether the last that the learner said about this person was no."""
    said = links_of_same(carer).exclude(learner_said_at=None).order_by("-learner_said_at", "-pk")
    return said.values_list("learner_says", flat=True).first() is False


def marked(carers: QuerySet[Carer], *, today: date) -> QuerySet[Any]:
    """The same links, each with `sees_today`: whether it opens the record. One query, however many there are."""
    opened = Reason.objects.filter(live(today), source_key=OuterRef("key"))
    return carers.alias(key=Concat(Value(KEY), Cast("pk", CharField()))).annotate(sees_today=Exists(opened))


def by_school(learner: Learner, institution: Organisation, *, today: date) -> tuple[list[Any], list[Any]]:
    """Whom this institution named, and whom another did: of those it sees neither name nor address, and can stop them."""
    everybody = list(marked(named(learner), today=today))
    return (
        [one for one in everybody if one.institution_id == institution.pk],
        [one for one in everybody if one.institution_id != institution.pk],
    )


def accepted(learner: Learner) -> QuerySet[Carer]:
    """Those who have accepted, whether or not the learner lets them see."""
    return named(learner).filter(account__isnull=False, accepted_at__isnull=False)


def seeing(learner: Learner, *, today: date) -> QuerySet[Carer]:
    """Those who see the record today."""
    reasons = Reason.objects.filter(live(today), learner=learner, kind=ReasonKind.PARENT)
    return accepted(learner).filter(account__in=reasons.values("person"))


def age_of(learner: Learner) -> rules.Age:
    """What tells the learner's age: the birth date, or else the newest year group of a roll."""
    if learner.date_of_birth:
        return rules.Age(learner.date_of_birth)
    enrolments = learner.enrolments.exclude(year_group=None).order_by("-started_on", "-pk")
    newest = enrolments.filter(ended_on=None).first() or enrolments.first()
    return rules.Age(None, newest.year_group, newest.ended_on) if newest else rules.Age(None)


def ages_of(learners: Iterable[Learner]) -> dict[int, rules.Age]:
    """The same for many. One query at most: for those whose birth date is not known."""
    found = {one.pk: rules.Age(one.date_of_birth) for one in learners}
    unknown = [pk for pk, age in found.items() if age.born is None]
    if unknown:
        listed = Enrolment.objects.filter(learner__in=unknown).exclude(year_group=None)
        newest = listed.order_by("learner", Case(When(ended_on=None, then=0), default=1), "-started_on", "-pk")
        for one in newest.distinct("learner"):
            found[one.learner_id] = rules.Age(None, one.year_group, one.ended_on)
    return found


def knows_parents(learner: Learner, *, today: date) -> bool:
    """Whether the learner is shown who of their family sees what."""
    return rules.is_at_least(rules.KNOWS, age_of(learner), today)


def decides(learner: Learner, *, today: date) -> bool:
    """Whether the learner decides; pages and actions ask this."""
    return rules.is_at_least(rules.DECIDES, age_of(learner), today)


def undecided(learner: Learner, *, today: date) -> QuerySet[Carer]:
    """Those about whom a learner who decides has not said anything yet."""
    return accepted(learner).filter(learner_says=None) if decides(learner, today=today) else Carer.objects.none()


def find_code(typed: str) -> Carer | None:
    """The link that a code belongs to; None when there is none, or the school has stopped it or sent a newer code."""
    if not codes.tidy(typed):
        return None
    found = Carer.objects.filter(stopped_at=None, code_hash__in=codes.hashes(typed, what_for=CARER))
    return found.select_related("learner", "institution").first()


def why_not(carer: Carer | None, by: Any, *, now: datetime) -> str:
    """Why this person cannot accept, as a sentence without its full stop; empty when they can."""
    if carer is None or carer.invited_at is None:
        return NO_MATCH
    if by.email.lower() != carer.email.lower():
        return OTHER_ADDRESS
    if carer.account_id and carer.account_id != by.pk:
        return ACCEPTED
    if not by.emailaddress_set.filter(email__iexact=carer.email, verified=True).exists():
        return NOT_CONFIRMED
    if carer.learner.account_id == by.pk:
        return OWN_RECORD
    return EXPIRED if now >= carer.invited_at + CODE_LIVES else ""


def sees(carer: Carer, *, today: date) -> bool:
    """Whether this link opens the record today."""
    return Reason.objects.filter(live(today), source_key=carer_key(carer)).exists()


def never_invited(institution: Organisation, years: Iterable[int | None], *, today: date) -> QuerySet[Carer]:
    """Those whom this institution names for pupils of these year groups and to whom no letter has gone yet."""
    wanted = set(years)
    asked = Q(year_group__in=wanted - {None}) | (Q(year_group=None) if None in wanted else Q(pk__in=[]))
    here = roll(institution, today=today).filter(asked)
    new = Carer.objects.filter(institution=institution, stopped_at=None, invited_at=None, account=None)
    own = here.filter(learner=OuterRef("learner"), email__iexact=OuterRef("email"))
    return new.filter(~Exists(own), learner__in=here.values("learner"))


def waiting_by_year(institution: Organisation, *, today: date) -> list[tuple[int | None, int]]:
    """How many of them there are for each year group of the roll; year groups without any are left out."""
    here = roll(institution, today=today)
    everybody = never_invited(institution, years_on(here), today=today)
    counted = here.filter(learner__carers__in=everybody).order_by("year_group").values("year_group")
    return list(counted.annotate(number=Count("learner__carers")).values_list("year_group", "number"))
