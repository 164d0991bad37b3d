"""What an adviser sends and says of themselves, and what whoever runs their service decides about it.

Two persons for each proof: the adviser sends it, somebody else accepts it. Everything about one adviser goes one after the
other: each action holds the adviser's row.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.people.models import User
from guidance.access import runs
from guidance.advisers import letters, queries, relying, rules
from guidance.advisers.rules import Told
from guidance.advisers.standing import KIND_WORDS, name_of
from guidance.models import Adviser, Proof

GONE = "You are no longer an adviser here."
LEFT = "{} is no longer an adviser here, so there is nothing to decide."
LEFT_MEANWHILE = "{} is no longer an adviser here, so nothing was changed."
ONLY_THEIRS = "Only the adviser can do this."
NOT_YOURS = "This proof is not yours to decide."
OWN = "These are your own proofs, so somebody else decides about them."
NO_NAME = "You decide with your name, and we do not have it yet. Add it on the page of the proof."
DECIDED = "Somebody has decided about this proof already."
ENDED = "This proof was withdrawn already, and the adviser has a letter about it. Your reason was not sent."
WAITS = "Another {} of yours waits to be checked. Wait until somebody has decided about it."
NAMELESS = "Your name would stand on the public page, and we do not have it yet. Add it on your page first."
OWN_DETAILS = {"about", "is_public", "video_room"}
DAY_AND_WEEK = "The most meetings in a week must be at least as many as in a day."


LevelChanged = Callable[[int], None]
_after_level: list[LevelChanged] = []


def on_level(tell: LevelChanged) -> LevelChanged:
    """Call this with the adviser, in the transaction in which a level of theirs may be another: work itself goes after the commit."""
    _after_level.append(tell)
    return tell


@dataclass(frozen=True)
class Details:
    """What stands beside an adviser's name. Those of `OWN_DETAILS` are the adviser's own; None leaves them as they are."""

    languages: list[str]
    specialisms: list[str]
    channels: list[str]
    areas: list[str]
    about: str | None = None
    is_public: bool | None = None
    video_room: str | None = None


@dataclass(frozen=True)
class Limits:
    """How long a meeting is, what stays free after it, how many there are, and how many hours ahead one is booked."""

    minutes: int
    buffer: int
    most_a_day: int
    most_a_week: int
    notice: int


@transaction.atomic
def send(*, adviser_id: int, told: Told, by: User, now: datetime) -> Proof:
    """Send a proof to whoever runs the service. The same once more is that one; answers never change after they were sent."""
    adviser = _held(adviser_id)
    if adviser is None or adviser.user_id != by.pk:
        raise Refused(GONE)
    if found := adviser.proofs.filter(kind=told.kind, decided_at=None).first():
        if _told(found) == told:
            return found  # a second press
        raise Refused(WAITS.format(KIND_WORDS[told.kind]))
    wrong = rules.problem_with(told, on=timezone.localdate(now), adults_only=queries.adults_only(adviser.service))
    if wrong:
        raise Refused(f"{wrong[1]}.")
    proof = Proof.objects.create(adviser=adviser, created_by=by, created_at=now, **asdict(told))
    letters.sent(proof, now=now)
    return proof


@transaction.atomic
def accept(*, proof_id: int, by: User, now: datetime) -> Proof:
    """The proof counts from now on, beside those that count already: a renewal replaces nothing."""
    proof = _to_decide(proof_id, by)
    if proof.decided_at and proof.accepted and proof.decided_by_id == by.pk:
        return proof  # a second press
    _refuse_decided(proof)
    if refusal := why_not_accept(proof, on=timezone.localdate(now)):
        raise Refused(refusal)
    _decide(proof, accepted=True, note="", by=by, now=now)
    letters.accepted(proof, now=now)
    _tell_level(proof)
    return proof


@transaction.atomic
def send_back(*, proof_id: int, note: str, by: User, now: datetime) -> Proof:
    """The adviser reads the note and sends another one."""
    proof = _to_decide(proof_id, by)
    if proof.accepted is False and (proof.decided_by_id, proof.note) == (by.pk, note.strip()):
        return proof  # a second press
    _refuse_decided(proof)
    if not note.strip():
        raise Refused("Say what has to change.")
    _decide(proof, accepted=False, note=note.strip(), by=by, now=now)
    letters.sent_back(proof, now=now)
    return proof


@transaction.atomic
def withdraw(*, proof_id: int, because: str, by: User, now: datetime) -> Proof:
    """The proof counts no more, at once and for every day. Who has booked a meeting that is now without it is told."""
    proof = _to_decide(proof_id, by)
    if proof.ended_at and (proof.ended_by_id, proof.ended_because) == (by.pk, because.strip()):
        return proof  # a second press
    if proof.ended_at:
        raise Refused(ENDED)
    if not proof.accepted:
        raise Refused("Only a proof that was accepted can be withdrawn.")
    if not because.strip():
        raise Refused("Say why you withdraw it.")
    before = relying.upset([proof.adviser], now=now)
    proof.ended_by, proof.ended_at, proof.ended_because = by, now, because.strip()
    proof.save(update_fields=["ended_by", "ended_at", "ended_because"])
    _tell_level(proof)
    letters.ended(proof, newly_upset=_newly(before, relying.upset([proof.adviser], now=now)), now=now)
    return proof


def _tell_level(proof: Proof) -> None:
    for tell in _after_level if proof.kind == rules.QUALIFICATION else ():
        tell(proof.adviser_id)


def _newly(before: list[relying.Booked], after: list[relying.Booked]) -> list[relying.Booked]:
    had = {one.pk for one in before}
    return [one for one in after if one.pk not in had]


@transaction.atomic
def describe(*, adviser_id: int, details: Details, by: User) -> Adviser:
    """What stands beside the name. The adviser, or whoever runs the service; `OWN_DETAILS` only the adviser."""
    adviser = _changed_by(adviser_id, by)
    told = {name: value for name, value in asdict(details).items() if value is not None}
    if adviser.user_id != by.pk and not told.keys().isdisjoint(OWN_DETAILS):
        raise Refused(ONLY_THEIRS)
    if told.get("is_public") and not by.full_name:
        raise Refused(NAMELESS)
    return _save(adviser, told)


@transaction.atomic
def set_limits(*, adviser_id: int, limits: Limits, by: User) -> Adviser:
    """For meetings that are booked from now on; what is booked stays as it is."""
    adviser = _changed_by(adviser_id, by)
    if limits.most_a_week < limits.most_a_day:
        raise Refused(DAY_AND_WEEK)
    return _save(adviser, asdict(limits))


def why_not(user: User, adviser: Adviser) -> str:
    """Why this person may not decide about an adviser's proofs; empty when they may. Pages and actions ask this."""
    if not runs(user, adviser.service):
        return NOT_YOURS
    if user.pk == adviser.user_id:
        return OWN
    return "" if user.full_name else NO_NAME


def why_not_accept(proof: Proof, *, on: date) -> str:
    """Why nobody can accept a proof that waits; empty when somebody can. The page of the proof and the action ask this."""
    if proof.until and proof.until < on:
        return "This proof has run out, so it cannot be accepted. Send it back."
    levels = rules.dbs_levels(adults_only=queries.adults_only(proof.adviser.service))
    if proof.kind == rules.DBS and proof.name not in levels:
        return "A basic DBS check is not enough where children are met. Send it back."
    return ""


def _held(adviser_id: int) -> Adviser | None:
    """The adviser, held; None when they work here no more."""
    found = queries.at_work().select_for_update(of=("self",), no_key=True)
    return found.select_related("user", "service__organisation").filter(pk=adviser_id).first()


def _changed_by(adviser_id: int, by: User) -> Adviser:
    adviser = _held(adviser_id)
    if adviser is None:
        left = Adviser.objects.select_related("user").get(pk=adviser_id)
        raise Refused(GONE if left.user_id == by.pk else LEFT_MEANWHILE.format(name_of(left)))
    if not (adviser.user_id == by.pk or runs(by, adviser.service)):
        raise Refused(ONLY_THEIRS)
    return adviser


def _to_decide(proof_id: int, by: User) -> Proof:
    """The proof as it is once its adviser is held; refused when it is not for this person."""
    found = Proof.objects.select_related("adviser__user").get(pk=proof_id)
    adviser = _held(found.adviser_id)
    if adviser is None:
        raise Refused(LEFT.format(name_of(found.adviser)))
    if refusal := why_not(by, adviser):
        raise Refused(refusal)
    proof = Proof.objects.select_related("decided_by", "ended_by").get(pk=proof_id)
    proof.adviser = adviser
    return proof


def _refuse_decided(proof: Proof) -> None:
    if proof.decided_at:
        raise Refused(DECIDED)


def _decide(proof: Proof, *, accepted: bool, note: str, by: User, now: datetime) -> None:
    proof.accepted, proof.note, proof.decided_by, proof.decided_at = accepted, note, by, now
    proof.save(update_fields=["accepted", "note", "decided_by", "decided_at"])


def _told(proof: Proof) -> Told:
    return Told(proof.kind, proof.name, proof.starts, proof.level, proof.number, proof.until)


def _save(adviser: Adviser, told: dict[str, object]) -> Adviser:
    for name, value in told.items():
        setattr(adviser, name, value)
    adviser.save(update_fields=list(told))
    return adviser
