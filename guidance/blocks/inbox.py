"""What blocks ask of a person on `/to-do/`: that those who run a service answer the orders of schools."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from frontdoor.organisations.calendar.queries import Calendars
from guidance.blocks.queries import waiting
from guidance.blocks.rules import answer_by
from guidance.services.queries import run_by


def due(user: Any, now: datetime) -> Iterable[Due]:  # noqa: ARG001 the inbox's signature
    """One line a service with orders, by when the oldest has to be answered. Nothing is asked for those who run none."""
    places = {place.pk: place for place in run_by(user)}
    if not places:
        return
    orders = waiting().filter(service__organisation__in=places).order_by()
    counted = orders.values_list("service__organisation").annotate(Count("pk"), Min("ordered_at"), Min("pk"))
    found = sorted(counted)
    holidays = Calendars().of(None).bank_holidays if found else frozenset()
    for place, number, oldest, one in found:
        yield _due(places[place], number, _by(oldest, holidays), one)


def _by(ordered_at: datetime, holidays: Collection[date]) -> date:
    return answer_by(timezone.localdate(ordered_at), holidays)


def _due(place: Any, number: int, by: date, block_id: int) -> Due:
    """One order leads to its own page, several to their list."""
    alone = number == 1
    address = ("guidance:sold-block", [place.pk, block_id]) if alone else ("guidance:sold", [place.pk])
    return Due(
        what="Answer an order of adviser time" if alone else f"Answer {number} orders of adviser time",
        organisation=place.label,
        url=reverse(address[0], args=address[1]),
        button="Answer",
        by=by,
        why="Until you say yes nobody can be booked on it."
        if alone
        else "Until you say yes nobody can be booked on them.",
    )
