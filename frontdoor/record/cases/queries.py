"""Reads of questions and corrections: a learner's own, and those that somebody at an institution answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from frontdoor.organisations.models import Kind, Membership, Organisation, Role
from frontdoor.people.models import User
from frontdoor.record.access import ids_at
from frontdoor.record.cases.rules import answer_by
from frontdoor.record.erasing.elsewhere import places_ever
from frontdoor.record.joining.queries import with_absorbed
from frontdoor.record.models import Case, CaseKind, DataLead, Learner, Look, Outcome

OWN_LOOK = "This question is about a look of yours. Somebody else has to answer it: {who}."
ANSWERED = "This question has been answered already."
NOT_STAFF = (
    "You can question what staff of a school or college looked at. About a parent or carer, talk to your school."
)
MOST_OPEN = 10
TOO_MANY = f"You have {MOST_OPEN} questions there that are not answered yet. Wait for an answer first."
NOT_THERE = "You can ask a school or college where you are or were."
SHOWN_AFTER = timedelta(days=92)
OUTCOMES = {
    CaseKind.LOOK: [Outcome.EXPLAINED, Outcome.PUT_RIGHT],
    CaseKind.CORRECTION: [Outcome.PUT_RIGHT, Outcome.NOT_CHANGED, Outcome.EXPLAINED],
}


@dataclass(frozen=True)
class Team:
    """Who answers at an institution. `leads`: whom it has named, else its heads, else its careers leaders."""

    leads: Sequence[User]
    heads: Sequence[User]
    leaders: Sequence[User]

    def answer(self, case: Case) -> Sequence[User]:
        """Who may answer this one."""
        return self.others_than(case.look.viewer_id if case.look else None)

    def others_than(self, viewer: int | None) -> Sequence[User]:
        """Who answers about a look: not who looked, as long as there is another lead, head or careers leader."""
        groups = ([one for one in group if one.pk != viewer] for group in (self.leads, self.heads, self.leaders))
        return next((group for group in groups if group), self.leads)


def team_of(institution: Organisation) -> Team:
    """Who answers there now: people who belong to it, in one query."""
    named = Q(user__in=DataLead.objects.filter(institution=institution).values("person"))
    live = _staff(institution).filter(user__is_active=True)
    found = live.filter(named | Q(role__in=[Role.HEAD, Role.LEADER])).annotate(is_named=named)
    rows = list(found.select_related("user").order_by("created_at", "pk"))
    lead = _people(row for row in rows if row.is_named)
    heads = _people(row for row in rows if row.role == Role.HEAD)
    leaders = _people(row for row in rows if row.role == Role.LEADER)
    return Team(lead or heads or leaders, heads, leaders)


def _people(rows: Iterable[Membership]) -> list[User]:
    return [*{row.user_id: row.user for row in rows}.values()]


def named_lead(institution: Organisation) -> User | None:
    """Whom the institution has named, while they belong to it."""
    found = DataLead.objects.filter(institution=institution).select_related("person").first()
    return found.person if found and members(institution).filter(pk=found.person_id).exists() else None


def members(institution: Organisation) -> QuerySet[User]:
    """Who can be named."""
    staff = _staff(institution).values("user")
    return User.objects.filter(pk__in=staff, is_active=True).order_by("full_name", "pk")


def _staff(institution: Organisation) -> QuerySet[Membership]:
    """Who belongs to it, without the role of a careers adviser: that one sees nobody's record."""
    return Membership.objects.filter(organisation=institution, ended_at=None).exclude(role=Role.ADVISER)


def cases_for(user: Any, institution: Organisation, team: Team) -> QuerySet[Case] | None:
    """The cases that somebody sees there, open ones first; None for whoever answers none.

    A lead sees all but those about a look of their own, where somebody else answers them. That one, when no lead, sees
    those alone.
    An answered one of a learner who has left is gone after `SHOWN_AFTER`: a former school has no business with it.
    """
    here = Case.objects.filter(institution=institution).select_related("learner", "look__viewer", "answered_by")
    on_roll = Q(learner__in=ids_at(institution, today=timezone.localdate()))
    here = here.filter(on_roll | Q(answered_at=None) | Q(answered_at__gt=timezone.now() - SHOWN_AFTER))
    ordered = here.order_by(F("answered_at").desc(nulls_first=True), "created_at", "pk")
    if user in team.leads:
        return ordered if user in team.others_than(user.pk) else ordered.exclude(look__viewer=user)
    theirs = ordered.filter(look__viewer__in=[one.pk for one in team.leads if user in team.others_than(one.pk)])
    return theirs if theirs.exists() else None


def answers_here(user: Any, institution: Organisation) -> bool:
    """Whether somebody has a page of questions there."""
    return cases_for(user, institution, team_of(institution)) is not None


def places_with_questions(user: Any) -> list[tuple[Organisation, list[Case]]]:
    """Where the person has something to answer, each with its open cases, the oldest first."""
    places = Membership.objects.filter(user=user, ended_at=None, organisation__kind=Kind.INSTITUTION)
    waiting = Case.objects.filter(institution__in=places.values("organisation"), answered_at=None)
    found: dict[Organisation, list[Case]] = {}
    for case in waiting.select_related("institution", "look").order_by("institution__name", "created_at", "pk"):
        found.setdefault(case.institution, []).append(case)
    teams = {place: team_of(place) for place in found}
    mine = {place: [one for one in cases if user in teams[place].answer(one)] for place, cases in found.items()}
    return [(place, cases) for place, cases in mine.items() if cases]


def why_not(case: Case, by: Any, team: Team) -> str:
    """Why somebody cannot answer this case, as a sentence; empty when they can. The page and the action ask this."""
    if case.answered_at:
        return ANSWERED
    answering = team.answer(case)
    return "" if by in answering else OWN_LOOK.format(who=", ".join(str(one) for one in answering))


def due_on(case: Case) -> date:
    """The day by which it is answered."""
    return answer_by(timezone.localdate(case.created_at))


def own(learner: Learner) -> QuerySet[Case]:
    """A learner's questions and corrections, the newest first."""
    return learner.cases.select_related("institution").order_by("-created_at", "-pk")


def asked_about(learner: Learner, looks: Sequence[Look]) -> set[int]:
    """The ids of those of these looks that the learner has asked about."""
    asked = Case.objects.filter(learner=learner, look__in=[one.pk for one in looks])
    return {pk for pk in asked.values_list("look_id", flat=True) if pk}


def can_question(look: Look) -> bool:
    """Whether somebody answers for this look: an institution's staff."""
    return look.organisation is not None and look.organisation.kind == Kind.INSTITUTION


def places_of(learner: Learner) -> QuerySet[Organisation]:
    """Whom the learner can ask to put something right: where they are or were, on a roll or in an activity.

    The same institutions keep the record from being the learner's alone to delete (`erasing.queries.is_theirs_alone`).
    """
    return Organisation.objects.filter(pk__in=places_ever(with_absorbed([learner.pk]))).order_by("name")
