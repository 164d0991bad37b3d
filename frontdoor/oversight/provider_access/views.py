"""`/provider-access/`: a provider's log."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontdoor.organisations.access import Can, organisations_for
from frontdoor.oversight.provider_access.queries import hosted

PAGE = 50


@require_safe
@login_required
def log(request: HttpRequest) -> HttpResponse:
    """The encounters that schools and colleges recorded with my organisation."""
    places = list(organisations_for(request.user, Can.SEE_HOSTED).order_by("name"))
    if not places:
        raise Http404
    page = Paginator(hosted(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "oversight/provider_access/log.html", {"places": places, "page": page})
