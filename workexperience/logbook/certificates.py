"""The certificate: a code that is made once, when the days are over and somebody was there on one of them.

The code is printed on the certificate and shown on the learner's page, so it is kept as it is. There are 26 to the power
of 12 of them, and the page that takes one is limited by address and by code.
"""

import secrets
import unicodedata
from datetime import datetime
from hmac import compare_digest

from django.db import transaction

from frontdoor.record import codes
from frontdoor.record.models import Learner
from workexperience.logbook import queries
from workexperience.models import Application

LENGTH, GROUP = 12, 4


def is_due(application: Application, *, now: datetime) -> bool:
    """Whether there is a certificate to be had: the days are over, and the learner was there on at least one."""
    return queries.are_over(application, now=now) and queries.attended(application).hours > 0


@transaction.atomic
def make_if_due(application: Application, *, now: datetime) -> str:
    """Its code; made now if it is due and there is none yet. Empty while it is not due."""
    if not is_due(application, now=now):
        return ""
    kept = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not kept.certificate:
        kept.certificate = "".join(secrets.choice(codes.ALPHABET) for _ in range(LENGTH))
        kept.save(update_fields=["certificate"])
    application.certificate = kept.certificate
    return kept.certificate


def shown(code: str) -> str:
    """`BCDF-GHJK-MNPQ`."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def find(*, code: str, surname: str, now: datetime) -> Application | None:
    """The placement of this code and family name. None for either being wrong: nobody learns which."""
    around = ("learner", "offer__employer__organisation")
    typed = codes.tidy(code)
    found = Application.objects.select_related(*around).filter(certificate=typed).first() if typed else None
    is_right = compare_digest(_plain(surname).encode(), _plain(_surname(found.learner) if found else "").encode())
    return found if found and is_right and _plain(surname) and is_due(found, now=now) else None


def _surname(learner: Learner) -> str:
    """Somebody who bears one name only gives that."""
    return learner.family_name or learner.given_names


def _plain(name: str) -> str:
    """Letters alone: capitals, accents, hyphens and spaces make no difference."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", name).casefold() if sign.isalpha())
