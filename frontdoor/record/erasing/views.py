"""A learner deletes what is theirs; all of it, where no school was ever part of it."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.access import get_own
from frontdoor.record.erasing import actions, queries
from frontdoor.record.erasing.forms import DeleteForm, SureForm
from frontdoor.record.models import Learner
from frontdoor.record.shown import theirs


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request: HttpRequest) -> HttpResponse:
    """What they may delete, with its number, and what stays and why."""
    learner = get_own(request.user)
    form = DeleteForm(request.POST if request.method == "POST" else None, theirs=theirs(learner))
    if form.is_bound and form.is_valid():
        for one in form.chosen:
            one.delete()
        messages.success(request, "Deleted, with everything that was kept of it.")
        return redirect("record:delete")
    context = {"form": form, "learner": learner, "is_theirs_alone": queries.is_theirs_alone(learner)}
    return render(request, "record/erasing/delete.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete_all(request: HttpRequest) -> HttpResponse:
    """Asks once more, then erases the record and the account, and signs out."""
    learner = get_own(request.user)
    if not queries.is_theirs_alone(learner):
        messages.error(request, queries.NOT_ALONE)
        return redirect("record:delete")
    form = SureForm(request.POST if request.method == "POST" else None)
    keeps_account = queries.is_needed(person(request))
    if form.is_bound and form.is_valid():
        return _erase(request, learner, keeps_account=keeps_account)
    return render(request, "record/erasing/delete_all.html", {"form": form, "keeps_account": keeps_account})


@never_cache
@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Where somebody stands who has just deleted everything: signed out, so it is for anyone."""
    return render(request, "record/erasing/deleted.html")


def _erase(request: HttpRequest, learner: Learner, *, keeps_account: bool) -> HttpResponse:
    try:
        actions.erase_mine(learner=learner, by=person(request), now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("record:delete")
    if keeps_account:
        messages.success(
            request, "Your record is deleted. Your account stays, because you use it for other things here."
        )
        return redirect("home:record")
    logout(request)
    return redirect("record:deleted")
