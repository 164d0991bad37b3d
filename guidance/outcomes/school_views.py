"""A summary for the school or college on whose behalf the meeting was held, where its learner lets it read."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from frontdoor.organisations.access import Can, place_for
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.record.access import learners_at
from frontdoor.record.looks.actions import looked
from guidance.booking.queries import around
from guidance.booking.words import when
from guidance.models import Meeting, Summary

LOOK = "What you and your adviser wrote down"


@never_cache
@require_safe
@login_required
def summary(request: HttpRequest, urn: int, meeting_id: int) -> HttpResponse:
    """For the careers leader and head, while the learner lets them and is on the roll: 404 for everybody else."""
    institution, held = place_for(request.user, Can.SEE_LEARNERS, urn=urn, kind=Kind.INSTITUTION)
    if Can.MANAGE_LEARNERS not in held:  # a teacher must not learn that there is one
        raise Http404
    found = get_object_or_404(readable(institution), meeting=meeting_id)
    meeting = around(Meeting.objects.all()).get(pk=meeting_id)
    now = timezone.now()
    looked(by=request.user, institution=institution, learners=[meeting.learner_id], page=LOOK, now=now)
    context = {"summary": found, "meeting": meeting, "when": when(meeting), "institution": institution}
    return render(request, "guidance/outcomes/school_summary.html", context)


def readable(institution: Organisation) -> QuerySet[Summary]:
    """The summaries that a school may read today: of its own meetings, of learners on its roll who say so."""
    here = learners_at(institution, today=timezone.localdate())
    mine = Summary.objects.filter(meeting__institution=institution, meeting__learner__in=here)
    return mine.filter(school_may_read=True)
