"""Allauth in our house: its letters go through the outbox, its sentences are ours."""

import secrets
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from frontdoor.letters.actions import queue
from frontdoor.people.queries import has_role

# Allauth's templates and our letters. A prefix that is missing here raises KeyError: better no letter than a foreign one.
LETTERS = {
    "account/email/email_confirmation": "account-confirm-code",
    "account/email/email_confirmation_signup": "account-confirm-code",
    "account/email/login_code": "account-sign-in-code",
    "account/email/password_reset_code": "account-reset-code",
    "account/email/account_already_exists": "account-exists",
    "account/email/unknown_account": "account-unknown",
    "account/email/password_changed": "account-changed",
    "account/email/password_set": "account-changed",
    "account/email/password_reset": "account-changed",
    "account/email/email_changed": "account-changed",
    "account/email/email_confirm": "account-changed",
    "account/email/email_deleted": "account-changed",
    "mfa/email/totp_activated": "account-changed",
    "mfa/email/totp_deactivated": "account-changed",
    "mfa/email/recovery_codes_generated": "account-changed",
}
CHANGES = {
    "account/email/password_changed": "Your password was changed",
    "account/email/password_set": "A password was set",
    "account/email/password_reset": "Your password was reset",
    "account/email/email_changed": "Your email address was changed",
    "account/email/email_confirm": "Your email address was confirmed",
    "account/email/email_deleted": "An email address was removed",
    "mfa/email/totp_activated": "An authenticator app was set up",
    "mfa/email/totp_deactivated": "The authenticator app was removed",
    "mfa/email/recovery_codes_generated": "New printed codes were made",
}
CODES = {"account-confirm-code", "account-sign-in-code", "account-reset-code"}
CODE_LIVES = timedelta(minutes=15)
SENTENCES = {
    "account/messages/email_confirmed.txt": "Your email address is confirmed.",
    "account/messages/email_confirmation_failed.txt": "This address could not be confirmed.",
    "account/messages/logged_out.txt": "You are signed out.",
    "account/messages/password_changed.txt": "Your password is changed.",
    "account/messages/password_set.txt": "Your password is set.",
    "account/messages/unverified_primary_email.txt": "Confirm your email address first.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is removed.",
}


class AccountAdapter(DefaultAccountAdapter):
    """Letters, sentences, and when a person must show again that it is them."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Your email address or password is not right. Try again, or ask for a code by email",
        "enter_current_password": "Your current password is not right",
        "incorrect_code": "This code is not right. Look for the code in the newest letter",
        "incorrect_password": "Your password is not right",
        "too_many_login_attempts": "You have tried too many times. Wait five minutes, then try again",
        "rate_limited": "You have tried too many times. Wait a few minutes, then try again",
        "same_as_current": "This is the address that you have already",
        "duplicate_email": "This is the address that you have already",
        "email_taken": "This address cannot be used",
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the letter in the outbox. Each call is one event; a letter with a code is useless after 15 minutes."""
        kind = LETTERS[template_prefix]
        told = {
            "code": context.get("code", ""),
            "change": CHANGES.get(template_prefix, ""),
            "when": timezone.now(),
            "sign_in": reverse("account_login"),
            "by_code": reverse("account_request_login_code"),
            "sign_up": reverse("account_signup"),
            "join": reverse("organisations:find"),
        }
        keep_for = CODE_LIVES if kind in CODES else timedelta(days=7)
        key = f"{kind}:{secrets.token_hex(16)}"
        queue(kind, key=key, to=email, context=told, now=timezone.now(), keep_for=keep_for)

    def add_message(  # noqa: PLR0917  allauth's signature
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our sentence for allauth's template; what has none is said by the page itself."""
        said = message or SENTENCES.get(message_template or "")
        if said:
            super().add_message(request, level, message=said, extra_tags=extra_tags, message_context=message_context)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of signing in: somebody who is led to set up a second step has just done so."""
        records = get_authentication_records(self.request, self.request.user)
        last = max((record["at"] for record in records), default=0)
        if timezone.now().timestamp() - last < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)


class MFAAdapter(DefaultMFAAdapter):
    """The second step."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Everybody who works in an organisation needs a second step at sign-in. "
        "To change to another app, make new printed codes first and ask us for help.",
        "incorrect_code": "This code is not right. Look for the newest number in your app",
        "cannot_generate_recovery_codes": "Set up an authenticator app first.",
        "unverified_email": "Confirm your email address first.",
    }

    def encrypt(self, text: str) -> str:
        """Secrets of the second step are kept encrypted: a copy of the database is not enough to pass it."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With the newest key, then with the former ones."""
        return _keys().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Not the app of somebody with a role, outside demo mode."""
        return settings.DEMO or not has_role(authenticator.user)

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """The address, as the app shows it."""
        return user.get_username()


def _keys() -> MultiFernet:
    """One key for each SECRET_KEY, made from it alone."""
    all_keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac("second step", "key", secret=key, algorithm="sha256").digest() for key in all_keys]
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
