"""The letter to a parent or carer. It names the school and nobody else: the address may have been typed wrong."""

from datetime import datetime

from django.urls import reverse

from frontdoor.letters.actions import queue
from frontdoor.record import codes
from frontdoor.record.carers.queries import CODE_LIVES
from frontdoor.record.models import Carer


def invite(carer: Carer, code: str, *, now: datetime) -> None:
    """A link and a code. The words are emptied once it has gone: `record/keys.py`."""
    queue(
        "record-carer-invitation",
        key=f"record-carer-invitation:{carer.pk}:{now:%Y%m%d%H%M}",
        to=carer.email,
        context={
            "school": carer.institution.label,
            "code": codes.shown(code),
            "until": now + CODE_LIVES,
            "link": f"{reverse('record:carer-accept')}?key={code}",
        },
        now=now,
        organisation_id=carer.institution_id,
    )
