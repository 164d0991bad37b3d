"""What every signed-in request is asked: a second step of staff, and whether a personal account has been idle."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from frontdoor.people.queries import ask_once, has_role

GetResponse = Callable[[HttpRequest], HttpResponse]
SEEN = "seen_at"  # in the session: when a personal account last asked for a page, seconds
# What somebody who still owes the second step may open: the step itself, the way out, and help.
OPEN_PAGES = {
    "mfa_activate_totp",
    "mfa_reauthenticate",
    "account_reauthenticate",
    "account_logout",
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
}
OPEN_PATHS = ("/help/", "/worried/", "/privacy/", "/accessibility/", "/cookies/", "/reading-settings/", "/static/")
IDLE_SENTENCE = "You were signed out because nothing happened for 30 minutes. This keeps your record private."


class SecondStep:
    """Outside demo mode, nobody with a role does anything before a second step in this very session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """The way to the step that is missing, or None."""
        if settings.DEMO or not _signed_in(request) or _is_open(request):
            return None
        if _gave_second_step(request) or not _has_role(request):
            return None
        here = request.get_full_path() if request.method in {"GET", "HEAD"} else settings.LOGIN_REDIRECT_URL
        name = "mfa_reauthenticate" if _has_app(request) else "mfa_activate_totp"
        return _go(request, f"{reverse(name)}?{urlencode({'next': here})}")


class IdleSignOut:
    """Signs a personal account (no role) out after 30 minutes without a page; pages warn two minutes before."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _signed_in(request) or _has_role(request):
            return self.get_response(request)
        now = timezone.now().timestamp()
        seen = request.session.get(SEEN, now)
        if now - seen >= settings.PERSONAL_IDLE.total_seconds():
            logout(request)
            messages.info(request, IDLE_SENTENCE)
            return _go(request, reverse("account_login"))
        if now - seen > 30 or SEEN not in request.session:  # not a write for every page
            request.session[SEEN] = now
        request.idle_sign_out = True  # type: ignore[attr-defined]  # base.html shows the warning
        return self.get_response(request)


def _signed_in(request: HttpRequest) -> bool:
    """Asks the database only when the visitor brings a session."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _has_role(request: Any) -> bool:
    if not hasattr(request.user, "asked_memberships"):
        ask_once(request.user)
    return has_role(request.user)


def _is_open(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name in OPEN_PAGES or request.path.startswith(OPEN_PATHS)


def _gave_second_step(request: Any) -> bool:
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def _has_app(request: Any) -> bool:
    return Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists()


def _go(request: Any, address: str) -> HttpResponse:
    """A redirect; htmx is told to load the whole page."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
