"""The roll from a file: choose it, watch it being read, look at what it does, say yes, watch it being loaded."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files import File
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.jobs import actions as jobs
from frontdoor.ground.jobs.pages import rejected_rows, watched
from frontdoor.ground.models import Job, State
from frontdoor.ground.refused import Refused
from frontdoor.ground.tasks import run_job
from frontdoor.organisations.access import Can, get_for
from frontdoor.organisations.models import Organisation
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import LookKind
from frontdoor.record.queries import has_safeguarding_contact
from frontdoor.record.roll import actions, queries, shown_changes
from frontdoor.record.roll.compare import Difference
from frontdoor.record.roll.forms import ConfirmForm, NewYearForm, RollForm
from frontdoor.record.roll.jobs import LOAD, READ, kept

KINDS = {READ: "Looked at", LOAD: "Loaded"}
SHOWN, FIRST, PAGE = 10, 5, 100  # earlier files; rows of each list on the preview; rows of a page of a list
LISTS = {"joiners": "Joiners", "changes": "Changes", "leavers": "Leavers", "rejected": "Rejected rows"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload(request: HttpRequest, urn: int) -> HttpResponse:
    """Choose the file; my latest ones below."""
    institution = _institution(request, urn)
    ready = has_safeguarding_contact(institution)
    form = RollForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = RollForm(request.POST, request.FILES)
        if ready and form.is_valid():
            found = _start(request, READ, form.cleaned_data["file"], {"institution": institution.pk})
            return redirect("record:roll-job", urn=urn, job_id=found.pk)
    context = {"institution": institution, "ready": ready, "form": form, "kinds": KINDS}
    return render(request, "record/roll/upload.html", context | {"jobs": _mine(request, institution)[:SHOWN]})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def job(request: HttpRequest, urn: int, job_id: int) -> HttpResponse:
    """One file of mine: how far it is; what it would do, with the button that says yes; what became of it."""
    institution, found = _job(request, urn, job_id)
    if found.kind == READ and found.state == State.DONE and not request.htmx:  # type: ignore[attr-defined]
        return _preview(request, institution, found)
    if request.method == "POST":
        return redirect("record:roll-job", urn=urn, job_id=job_id)
    response = watched(request, found, "record/roll", {"institution": institution})
    if found.state == State.DONE and found.kind == READ:  # only htmx comes here then
        response["HX-Refresh"] = "true"  # the preview is a page of its own
    return response


def _preview(request: HttpRequest, institution: Organisation, read: Job) -> HttpResponse:
    loaded = Job.objects.filter(kind=LOAD, by=read.by_id, context__read=read.pk, state=State.DONE).first()
    if loaded:
        return redirect("record:roll-job", urn=institution.urn, job_id=loaded.pk)
    difference = _difference(request, institution, read)
    if difference is None:
        return render(request, "record/roll/gone.html", {"institution": institution})
    said_yes = request.method == "POST"
    if said_yes and request.POST.get("seen") != difference.mark:
        messages.error(request, actions.OTHER_ROLL)
        said_yes = False
    form = ConfirmForm(request.POST if said_yes else None, found=difference)
    if form.is_bound and form.is_valid():
        return _load(request, institution, read, form)
    lists = {name: shown_changes.rows(difference, name)[:FIRST] for name in LISTS}
    _seen(
        request,
        institution,
        [row.learner_id for rows in lists.values() for row in rows],
        "What a file changes on the roll",
    )
    context = {"institution": institution, "job": read, "found": difference, "form": form, "lists": lists}
    return render(request, "record/roll/preview.html", context)


@require_safe
@login_required
def listed(request: HttpRequest, urn: int, job_id: int, which: str) -> HttpResponse:
    """Everybody who joins, changes or leaves by a file of mine, or its rejected rows."""
    institution, found = _job(request, urn, job_id)
    difference = _difference(request, institution, found) if found.kind == READ else None
    if which not in LISTS or difference is None:
        raise Http404
    page = Paginator(shown_changes.rows(difference, which), PAGE).get_page(request.GET.get("page"))
    _seen(request, institution, [row.learner_id for row in page], "What a file changes on the roll")
    context = {"institution": institution, "job": found, "page": page, "which": which, "title": LISTS[which]}
    return render(request, "record/roll/list.html", context)


@require_safe
@login_required
def rejects(request: HttpRequest, urn: int, job_id: int) -> FileResponse:
    """The rejected rows with their reasons, as a CSV file that can be put right and sent in again."""
    _, found = _job(request, urn, job_id)
    return rejected_rows(found)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_year(request: HttpRequest, urn: int) -> HttpResponse:
    """Every year group goes one on, once a year; who of the last one stays."""
    institution = _institution(request, urn)
    enrolments = list(queries.at_the_end(institution))
    form = NewYearForm(request.POST if request.method == "POST" else None, enrolments=enrolments)
    if form.is_bound and form.is_valid():
        try:
            moved = actions.start_year(
                institution=institution,
                staying=form.cleaned_data.get("staying", []),
                by=request.user,
                now=timezone.now(),
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"The new school year has started. Pupils who moved on: {moved:,}.")
        return redirect("home:learners", urn=urn)
    today = timezone.localdate()
    begun = queries.begun(institution, today=today)
    _seen(request, institution, [] if begun else [one.learner_id for one in enrolments], "Starting a new school year")
    context = {
        "institution": institution,
        "form": form,
        "enrolments": enrolments,
        "year": queries.starting_year(today),
        "begun": begun,
        "is_of_this_year": queries.is_of_this_year(institution, today=today),
        "groups": queries.groups(institution),
        "last": queries.last_group(institution),
    }
    return render(request, "record/roll/new_year.html", context)


def _seen(request: HttpRequest, institution: Organisation, ids: list[int | None], page: str) -> None:
    """Keep who was shown these learners. A row of the file alone shows nothing of anybody's record, and has no id."""
    known = [one for one in ids if one is not None]
    looked(by=request.user, institution=institution, learners=known, page=page, kind=LookKind.LIST, now=timezone.now())


def _institution(request: HttpRequest, urn: int) -> Organisation:
    return get_for(request.user, Can.MANAGE_LEARNERS, Organisation.objects.all(), urn=urn)


def _mine(request: HttpRequest, institution: Organisation) -> Any:
    """The person's own files of this institution: nobody else's, not a colleague's either."""
    mine = Job.objects.filter(kind__in=KINDS, by=request.user.pk, context__institution=institution.pk)
    return mine.order_by("-created_at", "-pk")


def _job(request: HttpRequest, urn: int, job_id: int) -> tuple[Organisation, Job]:
    institution = _institution(request, urn)
    return institution, get_object_or_404(_mine(request, institution), pk=job_id)


def _start(request: HttpRequest, kind: str, file: File, context: dict[str, Any]) -> Job:
    return jobs.start(kind=kind, file=file, by=request.user, now=timezone.now(), run=run_job, context=context)


def _difference(request: HttpRequest, institution: Organisation, read: Job) -> Difference | None:
    """What the file would do to the roll as it stands now; None once the file is deleted or was not read."""
    with_needs = queries.may_see_needs(request.user, institution)
    try:
        roll = kept(jobs.result(read))
    except FileNotFoundError:
        return None
    return queries.difference(roll, institution, today=timezone.localdate(), with_needs=with_needs)


def _load(request: HttpRequest, institution: Organisation, read: Job, form: ConfirmForm) -> HttpResponse:
    context = {
        "institution": institution.pk,
        "read": read.pk,
        "seen": form.cleaned_data["seen"],
        "many_may_leave": form.cleaned_data.get("many_may_leave", False),
    }
    with jobs.path(read.upload).open("rb") as kept_file:
        started = _start(request, LOAD, File(kept_file, name=read.file_name), context)
    return redirect("record:roll-job", urn=institution.urn, job_id=started.pk)
