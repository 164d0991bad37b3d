"""Activities from a file: choose it, watch it being loaded, fetch the rows that could not be taken."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.jobs import actions as jobs
from frontdoor.ground.jobs.pages import rejected_rows, watched
from frontdoor.ground.models import Job
from frontdoor.ground.sheets import OLD_EXCEL
from frontdoor.ground.tasks import run_job
from frontdoor.organisations.access import Can, get_for
from frontdoor.organisations.models import Organisation
from frontdoor.record.activities.jobs import KIND

LARGEST = 2_900_000  # bytes: a term of a large school; a year is loaded in parts
SHOWN = 10


class FileForm(forms.Form):
    """The file of activities."""

    file = forms.FileField(
        label="The file of activities",
        help_text="CSV, TSV or Excel (.xlsx), up to 2.9 MB and 20,000 rows.",
        max_length=200,
        error_messages={
            "required": "Choose the file of activities.",
            "empty": "This file is empty. Choose the file of activities.",
        },
    )

    def clean_file(self) -> UploadedFile:
        """A file of a size and kind that can be one; the worker reads it."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 2.9 MB. Split it, and load one part after the other.")
        if file.read(len(OLD_EXCEL)) == OLD_EXCEL:
            raise forms.ValidationError("This is a file of an old Excel. Save it as .xlsx or CSV.")
        file.seek(0)
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload(request: HttpRequest, urn: int) -> HttpResponse:
    """Choose the file; what it must hold; my latest ones below."""
    institution = _institution(request, urn)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        context = {"institution": institution.pk}
        file = form.cleaned_data["file"]
        job = jobs.start(kind=KIND, file=file, by=request.user, now=timezone.now(), run=run_job, context=context)
        return redirect("record:activity-job", urn=urn, job_id=job.pk)
    shown = {"institution": institution, "form": form, "jobs": _mine(request, institution)[:SHOWN]}
    return render(request, "record/activities/upload.html", shown)


@require_safe
@login_required
def job(request: HttpRequest, urn: int, job_id: int) -> HttpResponse:
    """One file of mine: how far it is, or what became of its rows."""
    institution = _institution(request, urn)
    found = get_object_or_404(_mine(request, institution), pk=job_id)
    return watched(request, found, "record/activities", {"institution": institution})


@require_safe
@login_required
def rejects(request: HttpRequest, urn: int, job_id: int) -> FileResponse:
    """The rejected rows with their reasons, as a CSV file that can be put right and sent in again."""
    found = get_object_or_404(_mine(request, _institution(request, urn)), pk=job_id)
    return rejected_rows(found)


def _institution(request: HttpRequest, urn: int) -> Organisation:
    return get_for(request.user, Can.LOG_ACTIVITY, Organisation.objects.all(), urn=urn)


def _mine(request: HttpRequest, institution: Organisation) -> Any:
    """The person's own files of this institution: nobody else's, not a colleague's either."""
    mine = Job.objects.filter(kind=KIND, by=request.user.pk, context__institution=institution.pk)
    return mine.order_by("-created_at", "-pk")
