"""Asking to join, and the page behind the link in a letter. Every answer is the same whoever asks."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.organisations.joining import actions, links, queries
from frontdoor.organisations.joining.forms import AskForm, ConfirmForm
from frontdoor.organisations.models import Joining, Role, Step
from frontdoor.people.models import User

SHOWN = 20


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Find the school or college that you work at."""
    text = request.GET.get("q", "").strip()[:200]
    found = list(queries.find(text)[:SHOWN]) if text else []
    return render(request, "organisations/joining/find.html", {"q": text, "found": found})


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, urn: int) -> HttpResponse:
    """Your role, name and work address. The answer is the same for a stranger, a member and an account."""
    school = get_object_or_404(queries.joinable(), urn=urn)
    form = AskForm(request.POST or None, initial={"email": getattr(request.user, "email", "")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if too_many := ratelimit.consume_or_429(request, action="join", key=data["email"]):
            return too_many
        try:
            actions.ask(
                organisation=school,
                role=Role(data["role"]),
                email=data["email"],
                full_name=data["full_name"],
                now=timezone.now(),
            )
            return redirect("organisations:sent")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "organisations/joining/ask.html", {"form": form, "school": school})


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Look in your mailbox."""
    return render(request, "organisations/joining/sent.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """GET shows what the link does; mail scanners open links, so only the button acts."""
    key = request.POST.get("key") or request.GET.get("key", "")
    joining = links.find(key)
    if joining is None:
        if not key:
            raise Http404
        return _gone(request, "This link is not complete. Copy the whole link from the letter.", 404)
    if joining.step(timezone.now()) != Step.LINK_SENT:
        return _gone(request, actions.LINK_IS_NO_MORE[joining.step(timezone.now())], 410)
    form = ConfirmForm(request.POST or None, name_known=_name_known(joining))
    if request.method == "POST" and form.is_valid():
        return _confirmed(request, joining, form)
    return render(request, "organisations/joining/confirm.html", {"joining": joining, "form": form, "key": key})


def _confirmed(request: HttpRequest, joining: Joining, form: ConfirmForm) -> HttpResponse:
    by = request.user if request.user.is_authenticated else None
    name = form.cleaned_data.get("full_name", "")
    try:
        joining = actions.confirm(joining_id=joining.pk, full_name=name, by=by, now=timezone.now())
    except Refused as refusal:
        return _gone(request, str(refusal), 409)
    if joining.decided_at is None:
        return redirect("organisations:waiting")
    if by:
        messages.success(request, f"You have joined {joining.organisation.label}.")
        return redirect("organisations:mine")
    return redirect("organisations:joined")


def _gone(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "organisations/joining/gone.html", {"sentence": sentence}, status=status)


def _name_known(joining: Joining) -> bool:
    return bool(joining.full_name) or User.objects.filter(email=joining.email).exclude(full_name="").exists()


@require_safe
def joined(request: HttpRequest) -> HttpResponse:
    """You have joined: sign in."""
    return render(request, "organisations/joining/joined.html")


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Somebody will decide, and write to you."""
    return render(request, "organisations/joining/waiting.html")
