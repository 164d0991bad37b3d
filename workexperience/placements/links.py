"""The supervisor's link: a key that only its letter knows. We keep its hash; a new one ends the old one."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from frontdoor.ground import keys
from frontdoor.ground.refused import Refused
from workexperience.applications import moves
from workexperience.employers.queries import mine
from workexperience.models import Application, ApplicationState
from workexperience.placements import letters

S = ApplicationState


def path(token: str) -> str:
    """The address of the page. The key is in the query, which no log keeps."""
    return f"{reverse('workexperience:day')}?key={token}"


@transaction.atomic
def send(*, application_id: int, now: datetime, by: Any = None, again: bool = False) -> Application:
    """Send the employer's people a new link; the old one ends. Unless `again`, only when none was sent yet."""
    application = moves.locked(application_id)
    if application.link_hash and not again:
        return application
    if by and not mine(by).filter(pk=application.offer.employer_id).exists():
        raise Refused(moves.GONE)
    if application.state != S.CONFIRMED:
        raise Refused("There is a link only while a placement is confirmed.")
    token, application.link_hash = keys.new()
    application.save(update_fields=["link_hash"])
    letters.day_link(application, path(token), now)
    return application
