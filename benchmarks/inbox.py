"""What this room asks of a person on `/to-do/`: start the return, go on with it, sign it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from benchmarks import queries
from benchmarks.models import Return, State
from frontdoor.ground.todo import Due, Page
from frontdoor.ground.years import academic_year, in_words, last_day
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.models import Kind, Organisation, Scope


def due(user: Any, now: datetime) -> Iterator[Due]:
    """The year's return of each institution where the person fills it in or signs it, undated: "not yet" is fine."""
    year = academic_year(timezone.localdate(now))
    signs = set(organisations_for(user, Can.SIGN_RETURN).values_list("pk", flat=True))
    open_ones = Return.objects.exclude(state=State.SUBMITTED).select_related("sent_to_head_by")
    mine = organisations_for(user, Can.EDIT_RETURN).filter(kind=Kind.INSTITUTION).exclude(scope=Scope.OUT)
    with_state = queries.with_return_state(mine, year).prefetch_related(Prefetch("returns", open_ones, "open_returns"))
    for institution in with_state.order_by("name"):
        state, found = institution.return_state, institution.open_returns  # type: ignore[attr-defined]
        for one in found:
            if one.state == State.DRAFT or institution.pk in signs:
                yield _open(one, institution, signs=institution.pk in signs)
        if state == "not-started" and institution.pk not in signs and not any(one.year == year for one in found):
            yield _start(institution, year)


def _start(institution: Organisation, year: str) -> Due:
    return Due(
        what=f"Start the {in_words(year)} Gatsby Benchmark return",
        organisation=institution.label,
        url=reverse("benchmarks:year", args=[institution.urn, year]),
        button="Start the return",
        by=last_day(year),
        why="Schools and colleges report once in each academic year. If you reported with another tool, tell us there.",
    )


def _open(found: Return, institution: Organisation, *, signs: bool) -> Due:
    what, button, why = _words(found)
    page = "benchmarks:sign" if signs and found.state == State.WITH_HEAD else "benchmarks:year"
    return Due(
        what=f"{what} the {in_words(found.year)} Gatsby Benchmark return",
        organisation=institution.label,
        url=reverse(page, args=[institution.urn, found.year]),
        button=button,
        by=last_day(found.year),
        why=why,
    )


def _words(found: Return) -> tuple[str, str, str]:
    """What to do, on which button, and why."""
    if found.state == State.WITH_HEAD:
        return "Read and sign", "Read and sign", f"{found.sent_to_head_by} sent it to you."
    if found.sent_back_note:
        return "Change", "Change the return", f"{found.sent_back_name} sent it back with a note."
    return "Finish", "Continue the return", "Everything entered so far is saved."


def pages(held: frozenset[Can]) -> Iterator[Page]:
    """Returns of every year."""
    if Can.SEE_RETURN in held:
        yield Page("Gatsby Benchmark returns", reverse("benchmarks:home"))
