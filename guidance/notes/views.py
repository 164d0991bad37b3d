"""The page of an adviser's own notes about one meeting. 404 for everybody else, and once the adviser sees it no more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.care.queries import contact_of
from guidance.booking.words import when
from guidance.days.views import of_own_meeting
from guidance.models import Meeting
from guidance.notes import actions, queries
from guidance.notes.forms import NoteForm


@never_cache
@READ_OR_SEND
@of_own_meeting
def notes(request: HttpRequest, found: Meeting) -> HttpResponse:
    """One box; saving leads back to the meeting. An empty box deletes."""
    words = queries.words_of(found.pk, found.adviser)
    form = NoteForm(request.POST.dict() if request.method == "POST" else None, words=words)
    if form.is_valid() and _wrote(request, form, found):
        messages.success(request, "Your notes are saved." if form.cleaned_data["words"] else "Your notes are deleted.")
        return redirect("guidance:day-meeting", found.pk)
    context = {
        "form": form,
        "meeting": found,
        "when": when(found),
        "words": words,
        "contact": contact_of(found.institution) if found.institution else None,
        "organisation": found.adviser.service.organisation,
    }
    return render(request, "guidance/notes/notes.html", context)


def _wrote(request: HttpRequest, form: NoteForm, found: Meeting) -> bool:
    """Whether it was saved; a refusal becomes an error of the form, with all that was typed."""
    clean = form.cleaned_data
    try:
        actions.write(
            meeting_id=found.pk, words=clean["words"], before=clean["before"], by=person(request), now=timezone.now()
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        form.data = {**form.data, "before": form.initial["before"]}  # who saves again has read what it says now
        return False
    return True
