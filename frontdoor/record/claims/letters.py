"""The letter with a code: to the address on the roll, with nothing in it but how to use it."""

from datetime import datetime

from django.urls import reverse

from frontdoor.letters.actions import queue
from frontdoor.record import codes
from frontdoor.record.care.letters import who_to_turn_to
from frontdoor.record.models import ClaimCode


def send_code(row: ClaimCode, code: str, *, now: datetime) -> None:
    """To the learner. The words are emptied once it has gone: `keys.py`."""
    institution = row.enrolment.institution
    queue(
        "record-claim-code",
        key=f"record-claim-code:{row.pk}",
        to=row.enrolment.email,
        context={
            "school": institution.label,
            "code": codes.shown(code),
            "until": row.expires_at,
            "link": reverse("record:claim"),
            "safe": who_to_turn_to(row.enrolment.learner),
        },
        now=now,
        organisation_id=institution.pk,
    )
