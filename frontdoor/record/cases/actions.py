"""Asking an institution's data lead about a look or for a correction, answering, and naming the lead."""

from datetime import datetime
from typing import Any

from django.db import transaction

from frontdoor.ground.dates import moment_in_words
from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Organisation, Role
from frontdoor.people.models import User
from frontdoor.record.cases import letters, queries
from frontdoor.record.models import Case, CaseKind, DataLead, Learner, Look, Outcome

NOT_OFFERED = "Choose how it ends."
NOT_A_MEMBER = "Choose somebody who belongs to this school or college."


@transaction.atomic
def question_look(*, learner: Learner, look: Look, words: str, by: User, now: datetime) -> Case:
    """Ask the data lead of whoever looked. Pressed again while it is open, it is the same case.

    Whoever asks has shown that the learner is told of this look (`looks.queries.shown`).
    """
    if not queries.can_question(look):
        raise Refused(queries.NOT_STAFF)
    facts = {"kind": CaseKind.LOOK, "institution": look.organisation, "about": _about(look)}
    return _open({"learner": learner, "look": look}, facts | {"words": words, "created_by": by}, now=now)


@transaction.atomic
def ask_correction(
    *, learner: Learner, institution: Organisation, about: str, words: str, by: User, now: datetime
) -> Case:
    """Ask an institution where the learner is or was to put something right. The same words again are the same case."""
    if not queries.places_of(learner).filter(pk=institution.pk).exists():
        raise Refused(queries.NOT_THERE)
    said = {"institution": institution, "kind": CaseKind.CORRECTION, "about": about, "words": words}
    return _open({"learner": learner} | said, {"created_by": by}, now=now)


def _open(same: dict[str, Any], more: dict[str, Any], *, now: datetime) -> Case:
    """The open case that is the same, or a new one with its letter. Two presses at once wait for each other here."""
    Learner.objects.select_for_update().get(pk=same["learner"].pk)
    if already := Case.objects.filter(answered_at=None, **same).first():
        return already
    facts = same | more
    here = Case.objects.filter(learner=facts["learner"], institution=facts["institution"], answered_at=None)
    if here.count() >= queries.MOST_OPEN:
        raise Refused(queries.TOO_MANY)
    made = Case.objects.create(**same, **more, created_at=now)
    letters.asked(made, now=now)
    return made


def _about(look: Look) -> str:
    """What was looked at, by whom in their role, and when: it stays when the look has gone."""
    who = f"a {Role(look.role).label.partition(' (')[0].lower()}" if look.role else "somebody"
    return f"“{look.page}”, opened by {who} on {moment_in_words(look.at)}"


@transaction.atomic
def answer(*, case_id: int, outcome: Outcome, words: str, by: User, now: datetime) -> Case:
    """Answer, and tell the learner by letter that there is an answer. The same answer again changes nothing."""
    case = Case.objects.select_for_update(of=("self",)).select_related("learner", "institution", "look").get(pk=case_id)
    if case.answered_by_id == by.pk and (case.outcome, case.answer) == (outcome, words):
        return case
    if sentence := queries.why_not(case, by, queries.team_of(case.institution)):
        raise Refused(sentence)
    if outcome not in queries.OUTCOMES[CaseKind(case.kind)]:
        raise Refused(NOT_OFFERED)
    case.outcome, case.answer, case.answered_by, case.answered_at = outcome, words, by, now
    case.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    letters.answered(case, now=now)
    return case


@transaction.atomic
def name_lead(*, institution: Organisation, person: User | None, by: User, now: datetime) -> None:
    """Name who answers learners' questions about their data; None for the heads, as before anybody was named."""
    if person is None:
        DataLead.objects.filter(institution=institution).delete()
        return
    if not queries.members(institution).filter(pk=person.pk).exists():
        raise Refused(NOT_A_MEMBER)
    named = DataLead.objects.select_for_update().filter(institution=institution).first()
    if named is None or named.person_id != person.pk:
        facts = {"person": person, "created_by": by, "created_at": now}
        DataLead.objects.update_or_create(institution=institution, defaults=facts)
