"""`/to-do/`: what needs me, dated, over all my roles. Rooms add to it by `inbox.py` with `due(user, now)`."""

from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules, module_has_submodule
from django.views.decorators.http import require_safe

from frontdoor.ground.todo import Due, Page
from frontdoor.organisations.access import Can, held_by
from frontdoor.organisations.joining.queries import memberships_of
from frontdoor.people.queries import person


@cache
def inboxes() -> list[Any]:
    """Every room's `inbox` module, in the order of the rooms."""
    autodiscover_modules("inbox")
    rooms = [room for room in apps.get_app_configs() if room.module and module_has_submodule(room.module, "inbox")]
    return [import_module(f"{room.name}.inbox") for room in rooms]


def pages(held: frozenset[Can]) -> list[Page]:
    """What somebody with these permissions can open whenever they like, in the order of the rooms."""
    return [page for inbox in inboxes() if hasattr(inbox, "pages") for page in inbox.pages(held)]


def tasks(user: Any, now: datetime) -> list[Due]:
    """Everything that is due from a person, the soonest first, what has no date last."""
    found = [due for inbox in inboxes() for due in inbox.due(user, now)]
    return sorted(found, key=lambda due: (due.by or date.max, due.organisation, due.what))


@require_safe
@login_required
def to_do(request: HttpRequest) -> HttpResponse:
    """The list; when nothing is due, what comes next."""
    context = {
        "tasks": tasks(request.user, timezone.now()),
        "pages": pages(held_by(request.user)),
        "today": timezone.localdate(),
        "memberships": list(memberships_of(person(request))),
    }
    return render(request, "home/to_do.html", context)
