"""The answers to "Was this page useful?": one press, counted by kind of page and day, and nothing about who pressed.

The question stands on pages that are one body for everyone, so its form carries no token of a person. What a token keeps
out, another site's page that sends our form, is kept out by the browser's word of where the form stood. Only POST counts:
neither a crawler nor a scanner of links does that.
"""

from urllib.parse import urlencode

from allauth.core import ratelimit
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.guards import stood_here
from frontdoor.ground.tallies import counted
from frontdoor.oversight.performance.kinds import KINDS
from frontdoor.oversight.performance.queries import NO, YES

STEPS = {"yes": YES, "no": NO}


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def useful(request: HttpRequest) -> HttpResponse:
    """Count one answer, then say thank you. Whoever only opens the address is led to the start page."""
    if request.method != "POST":
        return redirect("/")
    if stood_here(request) is False:  # a browser that says nothing is believed: only a count is at stake
        raise PermissionDenied
    page, answer = request.POST.get("page", ""), request.POST.get("answer", "")
    if page not in KINDS or answer not in STEPS:
        raise Http404
    if not ratelimit.consume(request, action="useful"):
        answer = "too-many"
    else:
        counted(page, STEPS[answer])
    return redirect(f"{reverse('oversight:useful-thanks')}?{urlencode({'page': page, 'answer': answer})}")


@never_cache
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank you; after "no", the one box to say what was wrong. Counts nothing, however often it is opened."""
    page = request.GET.get("page", "")
    came_from = request.headers.get("Referer", "")
    context = {
        "answer": request.GET.get("answer", ""),
        "feedback": f"/feedback/?{urlencode({'page': page})}" if page in KINDS else "/feedback/",
        "came_from": came_from if url_has_allowed_host_and_scheme(came_from, {request.get_host()}) else "",
    }
    return render(request, "oversight/performance/thanks.html", context)
