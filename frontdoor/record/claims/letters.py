"""The letters with codes: to the address on the roll, with nothing in it but how to use it."""

from datetime import datetime

from django.urls import reverse

from frontdoor.letters.many import Draft, queue_many
from frontdoor.record import codes
from frontdoor.record.care.letters import who_to_turn_to
from frontdoor.record.models import ClaimCode, Enrolment


def send_codes(made: list[tuple[ClaimCode, str]], *, now: datetime) -> None:
    """To each learner of one institution whose roll has an address. Emptied once they have gone: `record/keys.py`.

    They belong to no organisation: whoever oversees letters must not see a pupil's address.
    """
    told = [(row, code) for row, code in made if row.enrolment.email]
    elsewhere = _enrolled_elsewhere([row for row, _ in told])
    safe: dict[int, object] = {}  # whom to turn to is the same for all who are at this institution only
    drafts = []
    for row, code in told:
        learner = row.enrolment.learner
        group = learner.pk if learner.pk in elsewhere else 0
        if group not in safe:
            safe[group] = who_to_turn_to(learner)
        drafts.append(_draft(row, code, safe[group]))
    queue_many(drafts, now=now)


def _enrolled_elsewhere(rows: list[ClaimCode]) -> set[int]:
    """Those who are at another institution too, or no longer at this one."""
    learners = [row.enrolment.learner_id for row in rows]
    others = Enrolment.objects.filter(learner__in=learners, ended_on=None).exclude(
        pk__in=[row.enrolment_id for row in rows]
    )
    left = {row.enrolment.learner_id for row in rows if row.enrolment.ended_on}
    return left | set(others.values_list("learner_id", flat=True))


def _draft(row: ClaimCode, code: str, safe: object) -> Draft:
    institution = row.enrolment.institution
    return Draft(
        "record-claim-code",
        key=f"record-claim-code:{row.pk}",
        to=row.enrolment.email,
        context={
            "school": institution.label,
            "code": codes.shown(code),
            "until": row.expires_at,
            "link": reverse("record:claim"),
            "safe": safe,
        },
    )
