"""The head's letter leads here: its link shows and signs one return, opens nothing else and signs nobody in.

The key stands in the query, not in the path, so that it stays out of the access log.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from benchmarks.models import HeadLink, Return
from benchmarks.signing import actions, links
from benchmarks.signing.forms import SendBackForm, SignForm
from benchmarks.signing.views import sign_page
from frontdoor.ground.refused import Refused


@never_cache
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest) -> HttpResponse:
    """GET shows the return, POST signs it with the typed name and role."""
    key = _key(request)
    link = links.find(key)
    why = links.problem(link, timezone.now())
    if why or link is None:
        return _signed_again(request, link) or _closed(request, why)
    if request.method == "GET":
        return sign_page(request, link.of_return, key=key)
    form = SignForm(request.POST)
    if not form.is_valid():
        return sign_page(request, link.of_return, key=key, sign_form=form)
    try:
        signed = actions.sign_by_link(key=key, **form.cleaned_data, now=timezone.now())
    except Refused as refusal:
        return _closed(request, str(refusal))
    return _done(request, signed)


@never_cache
@require_POST
def send_back(request: HttpRequest) -> HttpResponse:
    """POST sends the return back with a note."""
    key = _key(request)
    link = links.find(key)
    why = links.problem(link, timezone.now())
    if why or link is None:
        return _closed(request, why)
    form = SendBackForm(request.POST, signed_in=False)
    if not form.is_valid():
        return sign_page(request, link.of_return, key=key, back_form=form)
    try:
        sent = actions.send_back_by_link(key=key, **form.cleaned_data, now=timezone.now())
    except Refused as refusal:
        return _closed(request, str(refusal))
    return _done(request, sent)


def _key(request: HttpRequest) -> str:
    return (request.POST.get("key") or request.GET.get("key", ""))[:200]


def _signed_again(request: HttpRequest, link: HeadLink | None) -> HttpResponse | None:
    """The same press again gets the page that the first press got."""
    name = request.POST.get("sign-name", "").strip()
    if link and link.used_at and link.of_return.submitted_by_id is None and link.of_return.signed_name == name != "":
        return _done(request, link.of_return)
    return None


def _done(request: HttpRequest, found: Return) -> HttpResponse:
    """What the press did. No redirect: the link is used up, and a page of its own would need another key."""
    return render(request, "benchmarks/link_done.html", {"found": found, "signed": found.submitted_at is not None})


def _closed(request: HttpRequest, why: str) -> HttpResponse:
    """Why the link cannot be used; a press that came too late also hears that it changed nothing."""
    posted = request.method == "POST"
    if posted and "Nothing has changed" not in why:
        why = f"{why} Nothing has changed."
    context = {"why": why, "sign_in": reverse("account_login")}
    return render(request, "benchmarks/link_closed.html", context, status=409 if posted else 200)
