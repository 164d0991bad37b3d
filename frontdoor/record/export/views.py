"""The page on which a learner takes their record with them."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from frontdoor.record.access import get_own
from frontdoor.record.export.forms import JSON, ExportForm
from frontdoor.record.export.queries import export
from frontdoor.record.export.writing import as_json, as_pdf
from frontdoor.record.shown import held_back


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take(request: HttpRequest) -> HttpResponse:
    """Asks for the kind of file; answers with it. The file is made here and kept nowhere."""
    learner = get_own(request.user)
    form = ExportForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return render(request, "record/export/export.html", {"form": form, "held_back": held_back(learner)})
    if too_many := ratelimit.consume_or_429(request, action="export", user=request.user):
        return too_many
    made = export(learner, now=timezone.now())
    if not form.cleaned_data["sensitive"]:
        made = made.without_sensitive()
    if form.cleaned_data["form"] == JSON:
        return _file(as_json(made), "application/json", "my-careers-record.json")
    return _file(as_pdf(made), "application/pdf", "my-careers-record.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    """No copy stays in the browser's cache or a proxy's; the file's name names nobody."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
