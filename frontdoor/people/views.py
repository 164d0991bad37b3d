"""Pages of accounts that allauth does not have."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from frontdoor.people.middleware import SEEN


@require_POST
@login_required
def stay(request: HttpRequest) -> HttpResponse:
    """Stay signed in: the press counts as a page."""
    request.session[SEEN] = timezone.now().timestamp()
    if request.headers.get("Accept") == "text/plain":  # asked by the warning's script
        return HttpResponse(status=204)
    return redirect("home:start")
