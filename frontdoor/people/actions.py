"""Accounts made and proved from outside the sign-in pages."""

from collections.abc import Collection

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.dispatch import Signal

from frontdoor.ground.privacy import past
from frontdoor.people.models import User

ERASED = "erased.invalid"  # no letter to it ever arrives: RFC 2606
# Sent with `user` in the transaction that empties an account: rooms let go of what they know of its owner at work.
account_emptied = Signal()


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


@transaction.atomic
def name_account(*, user: User, full_name: str) -> None:
    """Fill in the name of an account that has none; a name that it has is kept."""
    held = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not held.full_name:
        held.full_name = full_name
        held.save(update_fields=["full_name"])


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


@transaction.atomic
def erase_account(user: User) -> None:
    """Take out of an account all that says whose it was, with its history, and end its sessions. Nobody signs in again.

    The row stays, because other rows say "who and when" by it: it is a number then. Rooms are told (`account_emptied`).
    """
    account_emptied.send(User, user=user)
    end_sessions(user, naming=addresses_of(user))
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.email, user.full_name, user.last_login = f"erased-{user.pk}@{ERASED}", "", None
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    past(User).filter(pgh_obj_id=user.pk).delete()


def addresses_of(user: User) -> set[str]:
    """Every address that the account has or had."""
    found = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    found |= set(past(User).filter(pgh_obj_id=user.pk).values_list("email", flat=True))
    return {address.lower() for address in found if not address.endswith(f"@{ERASED}")}


def end_sessions(user: User, *, naming: Collection[str] = ()) -> None:
    """Sign the account out everywhere, and forget what a sign-in that was never finished knows of these addresses."""
    ended = []
    for session in Session.objects.iterator():
        data = session.get_decoded()
        if data.get("_auth_user_id") == str(user.pk) or any(address in str(data).lower() for address in naming):
            ended.append(session.pk)
    Session.objects.filter(pk__in=ended).delete()
