"""Letters to a parent or carer. They name the school and nobody else: the address may have been typed wrong."""

from datetime import datetime

from django.urls import reverse

from frontdoor.letters.many import Draft, queue_many
from frontdoor.record import codes
from frontdoor.record.carers.queries import CODE_LIVES
from frontdoor.record.models import Carer


def invite(made: list[tuple[Carer, str]], *, now: datetime) -> None:
    """To each address, with its code. The words are emptied once they have gone: `record/keys.py`.

    They belong to no organisation: whoever oversees letters must not see a parent's address.
    """
    queue_many([_draft(carer, code, now) for carer, code in made], now=now)


def _draft(carer: Carer, code: str, now: datetime) -> Draft:
    return Draft(
        "record-carer-invitation",
        key=f"record-carer-invitation:{carer.pk}:{now:%Y%m%d%H%M}",
        to=carer.email,
        context={
            "school": carer.institution.label,
            "code": codes.shown(code),
            "until": now + CODE_LIVES,
            "link": f"{reverse('record:carer-accept')}?key={code}",
        },
    )
