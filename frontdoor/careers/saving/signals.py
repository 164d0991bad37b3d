"""Signing in carries along what the browser kept."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from frontdoor.careers.saving import actions, cookie


@receiver(user_logged_in)
def carry_along(request: HttpRequest | None, user: Any, **_: object) -> None:
    """What was saved before signing in, or before there was an account, is in the account from now on."""
    kept = cookie.read(request) if request else None
    if request is None or kept is None or not kept.saved:
        return
    actions.carry(by=user, kept=kept, now=timezone.now())
    request.carried_from = kept  # type: ignore[attr-defined]  # `middleware.CarriedAlong` takes it off the device
    words = "What you saved on this device is now in your account. You find it under “Saved things”."
    messages.success(request, words, fail_silently=True)
