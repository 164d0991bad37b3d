"""The department loads the register: upload, live progress, what became of the rows."""

from typing import TYPE_CHECKING, cast

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.jobs import actions
from frontdoor.ground.jobs.pages import rejected_rows, watched
from frontdoor.ground.models import Job
from frontdoor.ground.tasks import run_job
from frontdoor.ground.uploads import InMemory
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.register.forms import RegisterForm

if TYPE_CHECKING:
    from frontdoor.people.models import User

KINDS = {"register": "Establishments", "register-links": "Links"}
SHOWN = 10


@csrf_exempt  # checked in `_start`: reading the token takes the upload in, so its handler is chosen first
@require_http_methods(["GET", "POST"])
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Upload a file; my latest imports below. It stays in memory until the names of people are out of it."""
    _department(request)  # before the body is read: nobody else may fill our memory with it
    request.upload_handlers = [InMemory(request)]
    return _start(request)


@csrf_protect
def _start(request: HttpRequest) -> HttpResponse:
    user = _department(request)
    form = RegisterForm(request.POST, request.FILES) if request.method == "POST" else RegisterForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        job = actions.start(kind=form.kind, file=file, by=user, now=timezone.now(), run=run_job)
        return redirect("register:job", job_id=job.pk)
    jobs = Job.objects.filter(kind__in=KINDS, by=user).order_by("-created_at")[:SHOWN]
    return render(request, "organisations/register/start.html", {"form": form, "jobs": jobs, "kinds": KINDS})


@require_safe
@login_required
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """One import of mine: how far it is, or what became of the rows."""
    return watched(request, _mine(request, job_id), "organisations/register", {})


@require_safe
@login_required
def rejects(request: HttpRequest, job_id: int) -> FileResponse:
    """The rejected rows with their reasons, as a CSV file."""
    return rejected_rows(_mine(request, job_id))


def _department(request: HttpRequest) -> "User":
    if not organisations_for(request.user, Can.IMPORT_REGISTER).exists():
        raise Http404
    return cast("User", request.user)


def _mine(request: HttpRequest, job_id: int) -> Job:
    return get_object_or_404(Job, kind__in=KINDS, by=_department(request), pk=job_id)
