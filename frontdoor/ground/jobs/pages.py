"""What the pages of every kind of job do: show how far it is, and hand out the rows that could not be taken."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import HttpResponseStopPolling

from frontdoor.ground.jobs import progress
from frontdoor.ground.jobs.actions import path
from frontdoor.ground.models import Job


def watched(request: HttpRequest, job: Job, folder: str, context: dict[str, Any]) -> HttpResponse:
    """`<folder>/job.html` with how far the job is; for htmx `_job.html` alone, which asks no more once it is finished."""
    done, total = progress.seen(job.pk)
    context |= {"job": job, "done": done, "total": total, "percent": done * 100 // total if total else 0}
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, f"{folder}/job.html", context)
    response = render(request, f"{folder}/_job.html", context)
    if job.is_finished:
        response.status_code = HttpResponseStopPolling.status_code  # htmx puts the part in and asks no more
    return response


def rejected_rows(job: Job) -> FileResponse:
    """The rejected rows with their reasons, as a CSV file that can be put right and sent in again; 404 when none is kept."""
    if not job.rejects:
        raise Http404
    return FileResponse(path(job.rejects).open("rb"), as_attachment=True, filename="rejected-rows.csv")
