"""Writes of a return while it is a draft: start it, its facts, its answers and its notes.

Every write locks the return, so that two saves of one page follow each other and the second sees the first.
"""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from benchmarks import queries
from benchmarks.frameworks.queries import version_for
from benchmarks.frameworks.shape import Facts
from benchmarks.models import Answer, AreaNote, Return, ReturnKind, State
from benchmarks.returns import queries as reads
from benchmarks.returns.merging import Merged, merge
from frontdoor.ground.refused import Refused
from frontdoor.ground.years import academic_year
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User

# Without letters and figures that are mistaken for one another when read aloud or copied by hand.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
NOTE_FIELDS = ("evidence", "next_step", "owner", "due")


def start(
    *, institution: Organisation, year: str, by: User, now: datetime, form: str = "", copy: bool = False
) -> Return:
    """Begin the year's first return. A second click, or a second person, gets the one already begun.

    `copy` brings last time's answers forward, numbers left out. `form` is needed only where the register gives none.
    """
    with transaction.atomic():
        Organisation.objects.select_for_update(of=("self",)).get(pk=institution.pk)
        if begun := queries.open_return(institution, year):
            return begun
        if queries.latest_submitted(institution, year):
            raise Refused("This year's return is already submitted. Make a correction, or take a fresh look.")
        return _begin(institution, year, ReturnKind.FIRST, by=by, now=now, form=form, copy=copy)


def start_again(*, institution: Organisation, year: str, kind: ReturnKind, by: User, now: datetime) -> Return:
    """Begin a further return of a year that has one: a correction copies everything, a fresh look all but numbers."""
    with transaction.atomic():
        Organisation.objects.select_for_update(of=("self",)).get(pk=institution.pk)
        if begun := queries.open_return(institution, year):
            return begun
        if not queries.latest_submitted(institution, year):
            raise Refused("There is no submitted return of this year to correct. Start this year's return.")
        return _begin(institution, year, kind, by=by, now=now, copy=True)


def throw_away(*, return_id: int) -> None:
    """Delete a draft that is not wanted, such as a correction begun by mistake. Harmless when it is gone already."""
    with transaction.atomic():
        found = Return.objects.select_for_update().filter(pk=return_id).first()
        if found and found.state != State.DRAFT:
            raise Refused("Only a draft can be deleted.")
        if found:
            found.delete()


def save_facts(*, return_id: int, shown: Mapping[str, Any], mine: Facts) -> Merged:
    """Store the facts. When somebody else stored others since `shown`, nothing is written and the clash is told."""
    with transaction.atomic():
        found = _draft(return_id)
        merged = merge(shown={"facts": dict(shown)}, mine={"facts": mine.as_json()}, stored={"facts": found.facts})
        if merged.write:
            found.facts = mine.as_json()
            found.save(update_fields=["facts"])
    return merged


def save_page(
    *,
    return_id: int,
    benchmark: int,
    shown: Mapping[str, Any],
    mine: Mapping[str, Any],
    by: User,
    now: datetime,
) -> Merged:
    """Store one benchmark's answers and notes; both are keyed as `returns.queries.entries` gives them.

    Answers that another person changed meanwhile are not written: they come back as clashes, to be chosen between.
    """
    with transaction.atomic():
        found = _draft(return_id)
        live = reads.counted_now(found)
        merged = merge(shown=shown, mine=mine, stored=reads.entries(found, live))
        by_records = {f"answer:{key}": one.answer for key, one in live.items()}
        for key, value in merged.write.items():
            # The records' own number is not kept: it stays live until it is signed.
            _store(found, key, None if value == by_records.get(key) else value, by=by, now=now)
        if benchmark not in found.saved_pages:
            found.saved_pages = sorted([*found.saved_pages, benchmark])
            found.save(update_fields=["saved_pages"])
    return merged


def locked(return_id: int) -> Return:
    """The return, locked: everyone after us waits here. Refused when somebody deleted it since it was read."""
    rows = Return.objects.select_for_update(of=("self",)).select_related("organisation", "framework")
    found = rows.filter(pk=return_id).first()
    if found is None:
        raise Refused("This draft was deleted.")
    return found


def _draft(return_id: int) -> Return:
    """The return, locked, if it may still change: the question that the page asks too."""
    found = locked(return_id)
    if found.state == State.WITH_HEAD:
        raise Refused("This return is with the head. Take it back before you change it.")
    if found.state == State.SUBMITTED:
        raise Refused("This return is submitted and no longer changes. Make a correction instead.")
    return found


def _store(found: Return, key: str, value: Any, *, by: User, now: datetime) -> None:
    kind, name = key.split(":", 1)
    if kind == "note":
        fields = dict.fromkeys(NOTE_FIELDS[:3], "") | {"due": None} | (value or {})
        fields["due"] = date.fromisoformat(fields["due"]) if fields["due"] else None
        _write(AreaNote, {"of_return": found, "area": name}, fields if value else None, by=by, now=now)
    else:
        _write(Answer, {"of_return": found, "question": name}, {"value": value} if value else None, by=by, now=now)


def _write(
    model: type[Answer] | type[AreaNote],
    where: dict[str, Any],
    fields: dict[str, Any] | None,
    *,
    by: User,
    now: datetime,
) -> None:
    """Insert or change a row, its version rising by one; no fields clears it."""
    row = model.objects.filter(**where).first()
    if fields is None:
        if row:
            row.delete()
        return
    row = row or model(**where, version=0)
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.changed_by, row.changed_at = by, now
    row.save()


def _begin(
    institution: Organisation,
    year: str,
    kind: ReturnKind,
    *,
    by: User,
    now: datetime,
    form: str = "",
    copy: bool = False,
) -> Return:
    if year != academic_year(timezone.localdate(now)):
        raise Refused("A return can be started for the current academic year only.")
    form = institution.form or form
    if not form:
        raise Refused("Say which form fits your institution.")
    made = Return(
        organisation=institution,
        year=year,
        number=queries.next_number(institution, year),
        kind=kind,
        framework=version_for(year),
        form=form,
        created_by=by,
        created_at=now,
    )
    made.copied_from = reads.earlier_return(made) if copy else None
    _fill(made, by=by, now=now)
    return made


def _fill(made: Return, *, by: User, now: datetime) -> None:
    """Save a new return with what it takes over from last time."""
    made.facts = reads.copied_facts(made, made.copied_from).as_json()
    _with_reference(made)
    Answer.objects.bulk_create(
        Answer(of_return=made, question=question, value=value, changed_by=by, changed_at=now)
        for question, value in reads.copied_answers(made, made.copied_from).items()
    )


def _with_reference(made: Return) -> None:
    """Save with a reference that nobody has: 30 to the power of 6 of them, so that a clash is rare and tried again."""
    while True:
        made.reference = new_reference()
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError:
            if not Return.objects.filter(reference=made.reference).exists():
                raise
        else:
            return


def new_reference() -> str:
    """A reference to read out on the telephone: `GB-7K3M-2Q`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(6))
    return f"GB-{letters[:4]}-{letters[4:]}"
