"""The learner says who else may read the summary of a meeting. Only signed in: a letter's key shows nothing of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, people_with
from guidance.booking import words
from guidance.meetings.doors import Door
from guidance.meetings.forms import ReadersForm
from guidance.models import Meeting
from guidance.outcomes import sharing
from guidance.outcomes.queries import summary_of


def readers(request: HttpRequest, door: Door) -> HttpResponse:
    """GET shows who may; POST changes it, and that holds at once."""
    meeting = door.meeting
    summary = summary_of(meeting)
    if summary is None:
        messages.error(request, sharing.NO_SUMMARY)
        return redirect(door.address())
    form = ReadersForm(
        request.POST if request.method == "POST" else None,
        initial={"school": summary.school_may_read, "advisers": summary.advisers_may_read},
        school=sharing.school_readers(meeting),
        people=_names(meeting),
    )
    if form.is_valid():
        chosen = form.cleaned_data
        try:
            sharing.set_readers(
                meeting_id=meeting.pk, school=chosen.get("school", False), advisers=chosen["advisers"], by=door.by
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Saved. It holds from now on.")
        return redirect(door.address())
    context = {"door": door, "form": form, "when": words.when(meeting), "adviser": words.adviser(meeting)}
    return render(request, "guidance/meetings/readers.html", context)


def _names(meeting: Meeting) -> str:
    """Who they are today, where the school has named them."""
    if meeting.institution_id is None:
        return ""
    found = people_with(Can.MANAGE_LEARNERS, [meeting.institution_id])
    return " and ".join(sorted(row.user.full_name for row in found if row.user.full_name))
