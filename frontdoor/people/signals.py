"""What allauth tells us."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest


@receiver(authenticator_added)
def count_as_second_step(request: HttpRequest, user: Any, authenticator: Authenticator, **_: object) -> None:
    """Whoever sets up an app has just typed its number: in this session the second step is given."""
    if authenticator.type == Authenticator.Type.TOTP:
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=authenticator.type)
