"""What this noun asks of a person on `/to-do/`: what happened at meetings, a video room, meetings whose adviser has left."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Func, Min
from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from guidance.access import own_advising
from guidance.booking.queries import coming
from guidance.booking.rules import FOLLOW_UP
from guidance.days import queries
from guidance.days.left import left
from guidance.models import Channel, Meeting, Service
from guidance.services.queries import run_by


def due(user: Any, now: datetime) -> Iterable[Due]:
    """Of an adviser, then of those who run a service; nothing is asked for other people."""
    yield from _to_say(user, now)
    yield from _without_room(user, now)
    yield from _left(user, now)


def _to_say(user: Any, now: datetime) -> Iterator[Due]:
    """One entry for each service; by the last day on which the adviser still sees who came to the oldest."""
    mine = {one.pk: one for one in own_advising(user)}
    if not mine:
        return
    oldest = Min(Func(F("during"), function="lower"))
    found = queries.to_say(mine.values(), now).order_by().values_list("adviser")
    for pk, number, begins in found.annotate(number=Count("pk"), oldest=oldest).order_by("oldest"):
        yield Due(
            what=f"Say what happened at {'1 meeting' if number == 1 else f'{number} meetings'}",
            organisation=mine[pk].service.organisation.label,
            url=f"{reverse('guidance:day')}#what-happened",
            button="Say it",
            by=timezone.localdate(begins) + FOLLOW_UP,
            why="Until you say it, a meeting is in nobody’s record, and nothing counts.",
        )


def _without_room(user: Any, now: datetime) -> Iterator[Due]:
    mine = {one.pk: one for one in own_advising(user) if not one.video_room}
    if not mine:
        return
    booked = coming(Meeting.objects.filter(adviser__in=mine, channel=Channel.VIDEO), now).order_by()
    first = Min(Func(F("during"), function="lower"))
    for pk, number, begins in booked.values_list("adviser").annotate(number=Count("pk"), first=first):
        meetings = "1 meeting is" if number == 1 else f"{number} meetings are"
        yield Due(
            what="Add the address of your video room",
            organisation=mine[pk].service.organisation.label,
            url=reverse("guidance:adviser-details", args=[pk]),
            button="Add it",
            by=timezone.localdate(begins),
            why=f"{meetings} booked by video, and nobody knows where to go.",
        )


def _left(user: Any, now: datetime) -> Iterator[Due]:
    mine = {one.pk: one for one in run_by(user)}
    if not mine:
        return
    first = Min(Func(F("during"), function="lower"))
    found = (
        left(Service.objects.filter(organisation__in=mine), now)
        .order_by()
        .values_list("adviser__service__organisation")
    )
    for pk, number, begins in found.annotate(number=Count("pk"), first=first).order_by("first"):
        yield Due(
            what="Move or cancel a meeting" if number == 1 else f"Move or cancel {number} meetings",
            organisation=mine[pk].label,
            url=reverse("guidance:left-meetings", args=[pk]),
            button="See when" if number > 1 else "See it",
            by=timezone.localdate(begins),
            why="The adviser does not work there any more.",
        )
