"""What several rooms' tests do."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from frontdoor.people.models import User


def sign_in(client: Client, user: User) -> Client:
    """The client, signed in as this person an hour ago, with the second factor given."""
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time() - 3600}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client
