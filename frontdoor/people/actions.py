"""Accounts made and proved from outside the sign-in pages."""

from allauth.account.models import EmailAddress
from django.db import transaction

from frontdoor.people.models import User


@transaction.atomic
def account_of(*, email: str, full_name: str = "") -> User:
    """The account of somebody who has just shown that they read this address; made without a password when new.

    An account that somebody made with the address and never confirmed loses its password: whoever chose it may not be
    the one who reads the letters. A name that the account has is kept.
    """
    email = email.strip().lower()
    proved = EmailAddress.objects.select_related("user").filter(email=email, verified=True).first()
    user = proved.user if proved else _unproved_or_new(email)
    if full_name and not user.full_name:
        user.full_name = full_name
        user.save(update_fields=["full_name"])
    return user


def _unproved_or_new(email: str) -> User:
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email)
    else:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    EmailAddress.objects.filter(user=user, primary=True).update(primary=False)
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user
