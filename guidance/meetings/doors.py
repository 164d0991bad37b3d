"""How somebody comes to a meeting of theirs: signed in, or by the key in a letter. The pages behind are the same.

Whoever has only the key is shown no name, no words and no number of the learner: a letter may be passed on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from frontdoor.people.queries import person
from frontdoor.record.access import get_own
from guidance.booking import links
from guidance.booking.queries import of_learner
from guidance.models import Meeting

KEY_LENGTH = 60
# As behind a parent's link (`workexperience.consents.views`): no copy anywhere, and `SECURE_REFERRER_POLICY` does the rest.
HEADERS = {"Cache-Control": "no-store, private", "X-Robots-Tag": "noindex, nofollow"}


@dataclass(frozen=True)
class Door:
    """A meeting and how its learner came to it. `by` is None for whoever has only the key."""

    meeting: Meeting
    by: Any = None
    key: str = ""

    @property
    def is_own(self) -> bool:
        """Whether its learner is signed in."""
        return self.by is not None

    def address(self, page: str = "") -> str:
        """Where the meeting's page is, or `move`, `cancel`, `file` or `feedback` below it."""
        name = f"-{page}" if page else ""
        if self.is_own:
            return reverse(f"guidance:my-meeting{name}", args=[self.meeting.pk])
        return f"{reverse(f'guidance:meeting{name}')}?key={self.key}"


View = Callable[[HttpRequest, Door], HttpResponse]


def own(view: View) -> Callable[..., HttpResponse]:
    """The page for the learner who is signed in; 404 for everybody else."""

    @wraps(view)
    @login_required
    def inner(request: HttpRequest, meeting_id: int) -> HttpResponse:
        return view(request, own_door(request, meeting_id))

    return inner


def own_door(request: HttpRequest, meeting_id: int) -> Door:
    """The meeting of the learner who is signed in; 404 for everybody else's."""
    by = person(request)
    return Door(get_object_or_404(of_learner(get_own(by)), pk=meeting_id), by)


def keyed(view: View) -> Callable[..., HttpResponse]:
    """The same page by the key in a letter; a sentence for every other key."""

    @wraps(view)
    def inner(request: HttpRequest) -> HttpResponse:
        key = (request.POST.get("key") or request.GET.get("key") or "")[:KEY_LENGTH]
        meeting = links.by_key(key) if key else None
        if meeting is None:
            response = render(request, "guidance/meetings/dead.html")
        else:
            response = view(request, Door(meeting, key=key))
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return inner
