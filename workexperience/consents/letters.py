"""The letter with a parent's link. It names the school and nobody else: the address may have been typed wrong."""

from datetime import datetime

from frontdoor.letters.actions import queue
from frontdoor.letters.keys import carries_a_key
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from workexperience.consents import links, queries
from workexperience.models import Consent

carries_a_key(queries.ASKED)


def asked(consent: Consent, key: str, *, now: datetime) -> None:
    """To the parent or carer. It belongs to no organisation: whoever oversees letters must not see a parent's address."""
    queue(
        queries.ASKED,
        key=queries.letter_key(consent),
        to=consent.email,
        context={
            "school": consent.application.institution.label,
            "contact": f"{consent.application.contact_name}, {consent.application.contact_phone}",
            "until": consent.expires_at,
            "link": links.path(key),
        },
        now=now,
    )


@wanted_while(queries.ASKED)
def still_asked(letter: Letter, now: datetime) -> bool:
    """A link goes out only while it would work."""
    found = queries.open_ones().filter(pk=letter.key.split(":")[1]).first()
    return found is not None and not queries.why_dead(found, now=now)
