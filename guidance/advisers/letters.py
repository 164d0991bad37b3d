"""The letters about advisers' proofs, each made in the transaction of its cause.

To the adviser: what was decided, by whom, and how they stand now. To those who run the service: what waits, and what a
withdrawal upsets. To a school: which of its meetings cannot count, by reference and day, and never a name or a proof.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.dates import day_in_words
from frontdoor.letters.many import Draft, queue_many
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from frontdoor.organisations.models import Membership
from guidance.advisers import queries, relying
from guidance.advisers.relying import Booked
from guidance.advisers.standing import KIND_WORDS, name_of
from guidance.models import Adviser, Proof

MOST_NAMED = 10  # meetings named in one letter; the rest is counted
NONE = "none"


def sent(proof: Proof, *, now: datetime) -> None:
    """To those who run the service: a proof waits."""
    context = about(proof) | {"path": _page(proof)}
    queue_many(
        (draft("proof-sent", str(proof.pk), one, context) for one in queries.deciders(proof.adviser)),
        now=now,
    )


def accepted(proof: Proof, *, now: datetime) -> None:
    """To the adviser: checked, and how they stand now."""
    _to_adviser("proof-accepted", proof, now, by=proof.decider)


def sent_back(proof: Proof, *, now: datetime) -> None:
    """To the adviser: what has to change."""
    _to_adviser("proof-sent-back", proof, now, by=proof.decider, note=proof.note)


def ended(proof: Proof, *, newly_upset: list[Booked], now: datetime) -> None:
    """To the adviser: withdrawn, why, and how they stand now. To the service and to schools only where it upsets meetings."""
    _to_adviser("proof-ended", proof, now, by=proof.ender, note=proof.ended_because, upset=len(newly_upset))
    if not newly_upset:
        return
    adviser = proof.adviser
    on = timezone.localdate(now)
    standing = queries.standing(adviser, on)
    fact = f"{adviser.pk}:{_iso(standing.able_until)}:{proof.pk}"
    context = {"adviser": name_of(adviser), "kind": KIND_WORDS[proof.kind], "says": standing.says}
    drafts = [
        draft("able-stopped-lead", fact, one, context | meetings(newly_upset) | {"path": home(adviser)})
        for one in queries.deciders(adviser)
    ]
    queue_many([*drafts, *to_schools("able-stopped-school", fact, adviser, newly_upset)], now=now)


def to_schools(
    kind: str,
    fact: str,
    adviser: Adviser,
    upset: Iterable[Booked],
    *,
    context: dict[str, Any] | None = None,
    choosers: dict[int, list[Membership]] | None = None,
) -> list[Draft]:
    """To the schools whose meetings these are. Not to the school whose own staff the adviser is: it runs the service."""
    found = relying.by_school(upset)
    found.pop(adviser.service.organisation_id, None)
    people = relying.choosers(found) if choosers is None else choosers
    drafts = []
    for school, booked in found.items():
        for one in people.get(school, ()):
            said = meetings(booked) | {"service": adviser.service.organisation.label, "path": suppliers(one)}
            drafts.append(draft(kind, fact, one, (context or {}) | said | {"school": one.organisation.label}))
    return drafts


def draft(kind: str, fact: str, to: Membership, context: dict[str, Any]) -> Draft:
    """A letter to somebody in their place."""
    context = {"place": to.organisation.label} | context
    return Draft(kind, f"{kind}:{fact}:{to.user_id}", to.user.email, context, to.organisation_id)


def meetings(booked: Sequence[Booked]) -> dict[str, Any]:
    """How many, and the first of them by reference and day."""
    lines = [f"- {one.reference}, {day_in_words(one.day)}" for one in booked[:MOST_NAMED]]
    more = len(booked) - MOST_NAMED
    if more > 0:
        lines.append(f"- and {more} more")
    many = "1 booked meeting" if len(booked) == 1 else f"{len(booked)} booked meetings"
    return {"meetings": "\n".join(lines), "many": many, "count": len(booked)}


def about(proof: Proof) -> dict[str, str]:
    """What every letter about a proof says."""
    place = proof.adviser.service.organisation.label
    return {"adviser": name_of(proof.adviser), "kind": KIND_WORDS[proof.kind], "place": place}


def home(adviser: Adviser) -> str:
    """The adviser's page in the register."""
    return reverse("guidance:adviser", args=[adviser.pk])


def suppliers(to: Membership) -> str:
    """The school's page of those who give it guidance."""
    return reverse("guidance:suppliers", args=[to.organisation.urn])


def _page(proof: Proof) -> str:
    return reverse("guidance:proof", args=[proof.adviser_id, proof.pk])


def _to_adviser(kind: str, proof: Proof, now: datetime, **more: Any) -> None:
    adviser = proof.adviser
    says = queries.standing(adviser, timezone.localdate(now)).says_you
    context = about(proof) | {"says": says, "path": home(adviser)} | more
    key, to = f"{kind}:{proof.pk}:{adviser.user_id}", adviser.user.email
    queue_many([Draft(kind, key, to, context, adviser.service.organisation_id)], now=now)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else NONE


# --- Whether it is still so when the letter's turn comes -------------------------------------------------------------------
@wanted_while("proof-")
def still_stands(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """Nobody is asked to check what is decided, and no acceptance is told that was withdrawn meanwhile."""
    found = queries.at_work_proofs().filter(pk=int(letter.key.split(":")[1]))
    if letter.kind == "proof-sent":
        return found.filter(decided_at=None).exists()
    if letter.kind == "proof-accepted":
        return found.filter(queries.SEEN).exists()
    return found.exists()


@wanted_while("able-")
def still_so(letter: Letter, now: datetime) -> bool:
    """What ran out, runs out or was stopped is told only while the adviser still stands as the letter says.

    A school is told only while it still has such a meeting.
    """
    _kind, adviser_id, last, *_rest = letter.key.split(":")
    adviser = queries.at_work().filter(pk=int(adviser_id)).first()
    if adviser is None or not _stands(letter, adviser, last, timezone.localdate(now)):
        return False
    if not letter.kind.endswith("-school"):
        return True
    return letter.organisation_id in relying.by_school(relying.upset([adviser], now=now))


def _stands(letter: Letter, adviser: Adviser, last: str, on: date) -> bool:
    until = queries.standing(adviser, on).able_until
    return until is None if letter.kind.startswith("able-over") else _iso(until) == last
