"""What a file does to a roll, and the step into a new school year: each in one transaction, safe to repeat."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from frontdoor.ground.importing import Report
from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Organisation
from frontdoor.record.actions import NO_CONTACT, end_enrolments, open_enrolled
from frontdoor.record.holding import hold
from frontdoor.record.joining.actions import join_waiting
from frontdoor.record.models import Carer, Enrolment, Learner, Need, NewYear, PendingLink
from frontdoor.record.queries import has_safeguarding_contact
from frontdoor.record.roll import queries
from frontdoor.record.roll.compare import OF_LEARNER, Change, Difference, Joiner, Leaver, marks_of, moved_up
from frontdoor.record.roll.parse import Roll

BATCH = 500  # rows of one write
LINKING = 7_303  # the advisory lock under which rolls are compared with other institutions' UPNs
TOO_MANY = (
    "This file would make {gone:,} of {all:,} pupils leave, more than a fifth of the roll. "
    "If that is right, say so and load it again."
)
OTHER_ROLL = "The roll, or what the file would do, has changed since you looked. Look at it again, then say yes."
STARTED = "This school year was started on your roll already, on {day:%-d %B %Y}. Nothing was changed."
NOBODY = "There is nobody on your roll yet. Load the roll first."
LAST_OF_ALL = 13  # who stays on after it is in Year 14


@transaction.atomic
def load(
    *,
    roll: Roll,
    institution: Organisation,
    now: datetime,
    by: Any = None,
    with_needs: bool = False,
    many_may_leave: bool = False,
    seen: str = "",
    report: Report | None = None,
) -> Difference:
    """Bring the roll to what the file says, and tell the report what became of each row.

    Refused without a safeguarding contact; when more than a fifth would leave and nobody said that they may; and when
    the file would now do something else than somebody looked at (`seen` is its `Difference.mark`). A second run of the
    same file changes nothing.
    """
    report = report or Report()
    hold(institution.pk)
    refuse_without_contact(institution)
    today = timezone.localdate(now)
    found = queries.difference(roll, institution, today=today, with_needs=with_needs)
    if seen and seen != found.mark:
        raise Refused(OTHER_ROLL)
    if found.asks_again and not many_may_leave:
        raise Refused(TOO_MANY.format(gone=len(found.leavers), all=found.on_roll))
    tell(roll, found, report)
    apply(found, institution=institution, now=now, by=by, with_needs=with_needs)
    return found


def refuse_without_contact(institution: Organisation) -> None:
    """The upload page and the action ask this."""
    if not has_safeguarding_contact(institution):
        raise Refused(NO_CONTACT)


def lock_links() -> None:
    """One institution at a time looks at the others' UPNs, until it commits: of two rolls with one UPN the second sees the first.

    Taken last, so that imports wait for each other for some milliseconds only.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LINKING])


def tell(roll: Roll, found: Difference, report: Report) -> None:
    """Counts, rejected rows with their reasons, and how many leave. No name is told."""
    report.header = roll.header
    for row in found.rejected:
        report.reject(row.line, row.cells, row.reason)
    report.counts.created, report.counts.unchanged = len(found.joiners), found.unchanged
    report.counts.updated = len(found.changes) + len(found.leavers)
    if found.leavers:
        report.notes.append(f"{len(found.leavers):,} of those updated left the roll.")


def apply(found: Difference, *, institution: Organisation, now: datetime, by: Any, with_needs: bool) -> None:
    """Write it all: leavers first, so that a number is free for who has it next."""
    today = timezone.localdate(now)
    _end(found.leavers, institution, now=now, by=by)
    renumbered = _change(found.changes)
    joined = _add(found.joiners, institution, now=now, by=by)
    _name_carers(found, joined, institution, now=now, by=by)
    if with_needs:
        _mark(found, joined, institution, now=now, by=by)
    if moved_up(found):
        NewYear.objects.get_or_create(
            institution=institution, year=queries.starting_year(today), defaults={"created_by": by, "created_at": now}
        )
    _link([*joined, *renumbered], institution, now=now)


def _end(leavers: Iterable[Leaver], institution: Organisation, *, now: datetime, by: Any) -> None:
    today = timezone.localdate(now)
    by_day: dict[date, list[int]] = {}
    for one in leavers:
        by_day.setdefault(one.last_day or today, []).append(one.held.enrolment_id)
    for day, ids in by_day.items():
        enrolments = Enrolment.objects.filter(pk__in=ids, institution=institution)
        end_enrolments(enrolments=enrolments, on=day, now=now, by=by)


def _change(changes: Iterable[Change]) -> list[Enrolment]:
    """Write changed facts; those whose UPN is another now."""
    learners, enrolments, renumbered = [], [], []
    for one in changes:
        facts = {name: after for name, (_, after) in one.changed.items()}
        about_learner = {name: after for name, after in facts.items() if name in OF_LEARNER}
        enrolment = _enrolment(one, {name: after for name, after in facts.items() if name not in OF_LEARNER})
        if about_learner:
            learners.append(_learner(one, about_learner))
        if len(about_learner) < len(facts):
            enrolments.append(enrolment)
        if "upn" in facts:
            renumbered.append(enrolment)
    Learner.objects.bulk_update(learners, sorted(OF_LEARNER), batch_size=BATCH)
    Enrolment.objects.bulk_update(
        enrolments, ["upn", "year_group", "tutor_group", "email", "started_on"], batch_size=BATCH
    )
    return renumbered


def _learner(change: Change, facts: dict[str, Any]) -> Learner:
    held = change.held
    kept = {name: getattr(held, name) for name in OF_LEARNER}
    return Learner(pk=held.learner_id, **kept | facts)


def _enrolment(change: Change, facts: dict[str, Any]) -> Enrolment:
    held = change.held
    kept = {name: getattr(held, name) for name in queries.COLUMNS}
    return Enrolment(pk=held.enrolment_id, **kept | facts)


def _add(joiners: list[Joiner], institution: Organisation, *, now: datetime, by: Any) -> list[Enrolment]:
    """Put them on the roll, in their order; who was here before has the same record again."""
    learners = [_new(one, now=now, by=by) for one in joiners]
    Learner.objects.bulk_create([one for one in learners if one.pk is None], batch_size=BATCH)
    back = [Change(one.former, one.pupil.line, _known(one)) for one in joiners if one.former]
    Learner.objects.bulk_update(
        [_learner(one, dict(one.changed)) for one in back if one.changed], sorted(OF_LEARNER), batch_size=BATCH
    )
    made = Enrolment.objects.bulk_create(
        [_onto(institution, one, learner, now=now, by=by) for one, learner in zip(joiners, learners, strict=True)],
        batch_size=BATCH,
    )
    open_enrolled(made, now=now)
    return made


def _new(joiner: Joiner, *, now: datetime, by: Any) -> Learner:
    pupil = joiner.pupil
    return Learner(
        pk=joiner.former.learner_id if joiner.former else None,
        given_names=pupil.given_names,
        family_name=pupil.family_name,
        known_as=pupil.known_as or "",
        date_of_birth=pupil.date_of_birth,
        created_by=by,
        created_at=now,
    )


def _known(joiner: Joiner) -> dict[str, Any]:
    """What the row tells of somebody who comes back."""
    told = {name: getattr(joiner.pupil, name) for name in OF_LEARNER}
    return {name: value for name, value in told.items() if value is not None}


def _onto(institution: Organisation, joiner: Joiner, learner: Learner, *, now: datetime, by: Any) -> Enrolment:
    pupil, today = joiner.pupil, timezone.localdate(now)
    return Enrolment(
        learner=learner,
        institution=institution,
        upn=pupil.upn,
        year_group=pupil.year_group,
        tutor_group=pupil.tutor_group or "",
        email=pupil.email or "",
        started_on=pupil.started_on or today,
        created_by=by,
        created_at=now,
    )


def _name_carers(
    found: Difference, joined: list[Enrolment], institution: Organisation, *, now: datetime, by: Any
) -> None:
    """Parents' addresses, nobody invited. One that the school stopped does not come back by a file."""
    named = [(one.held.learner_id, email) for one in found.changes for email in one.carers]
    for enrolment, joiner in zip(joined, found.joiners, strict=True):
        named += [(enrolment.learner_id, email) for email in joiner.pupil.carers]
    ids = {joiner.former.learner_id for joiner in found.joiners if joiner.former}
    known = set(Carer.objects.filter(institution=institution, learner__in=ids).values_list("learner", "email"))
    Carer.objects.bulk_create(
        [
            Carer(learner_id=learner, institution=institution, email=email, created_by=by, created_at=now)
            for learner, email in sorted({*named} - known)
        ],
        batch_size=BATCH,
    )


def _mark(found: Difference, joined: list[Enrolment], institution: Organisation, *, now: datetime, by: Any) -> None:
    """Begin and end the marks that the file has columns for."""
    today = timezone.localdate(now)
    begun = [(one.held.learner_id, kind) for one in found.changes for kind in one.begun]
    for enrolment, joiner in zip(joined, found.joiners, strict=True):
        begun += [(enrolment.learner_id, kind) for kind in marks_of(joiner.pupil)]
    facts = {"institution": institution, "starts_on": today, "created_by": by, "created_at": now}
    Need.objects.bulk_create(
        [Need(learner_id=learner, kind=kind, **facts) for learner, kind in begun],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    over: dict[str, list[int]] = {}
    for one in found.changes:
        for kind in one.over:
            over.setdefault(kind, []).append(one.held.learner_id)
    for kind, learners in over.items():
        live = Need.objects.filter(institution=institution, kind=kind, ended_on=None, learner__in=learners)
        live.filter(starts_on__lte=today).update(ended_on=today)


def _link(enrolments: list[Enrolment], institution: Organisation, *, now: datetime) -> None:
    """Who another institution has, or had, under the same UPN may be the same person. Neither is told.

    First those who have left there, which takes long; then, one institution at a time, those who are there now.
    """
    if not any(one.upn for one in enrolments):
        return
    _pend(queries.held_elsewhere(enrolments, institution, now_only=False), now=now)
    lock_links()
    _pend(queries.held_elsewhere(enrolments, institution, now_only=True), now=now)


def _pend(held: dict[int, int], *, now: datetime) -> None:
    """Make the links that are not there yet, and join at once what no other roll holds any more."""
    mine = dict(Enrolment.objects.filter(pk__in=held).values_list("pk", "learner"))
    pairs = {(other, mine[pk]) for pk, other in held.items() if mine[pk] != other}
    both = {one for pair in pairs for one in pair}
    known = {*PendingLink.objects.filter(earlier__in=both, later__in=both).values_list("earlier", "later")}
    new = {(one, two) for one, two in pairs if not {(one, two), (two, one)} & known}
    links = [PendingLink(earlier_id=one, later_id=two, created_at=now) for one, two in sorted(new)]
    PendingLink.objects.bulk_create(links, ignore_conflicts=True, batch_size=BATCH)
    earlier = {one for one, _ in new}
    there = Enrolment.objects.filter(learner__in=earlier, ended_on=None).values_list("learner", flat=True)
    join_waiting(learner_ids=earlier - set(there), now=now)


@transaction.atomic
def start_year(*, institution: Organisation, staying: Collection[int], by: Any, now: datetime) -> int:
    """Every year group goes one on; those in the last one leave, but for the enrolments in `staying`. Counts who moved on.

    Once for an academic year, whoever presses: a second time is refused. Who stays after Year 13 is in Year 14, else in
    the same year group again.
    """
    hold(institution.pk)
    today = timezone.localdate(now)
    year = queries.starting_year(today)
    _refuse_again(institution, year)
    enrolments = Enrolment.objects.filter(institution=institution, ended_on=None)
    if not enrolments.exists():
        raise Refused(NOBODY)
    last = queries.last_group(institution)
    at_the_end = enrolments.filter(year_group__gte=last)
    stayers = list(at_the_end.filter(pk__in=staying, year_group=LAST_OF_ALL).values_list("pk", flat=True))
    end_enrolments(enrolments=at_the_end.exclude(pk__in=staying), on=today, now=now, by=by)
    moved = enrolments.filter(year_group__lt=last).update(year_group=F("year_group") + 1)
    moved += enrolments.filter(pk__in=stayers).update(year_group=LAST_OF_ALL + 1)
    NewYear.objects.create(institution=institution, year=year, created_by=by, created_at=now)
    return moved


def _refuse_again(institution: Organisation, year: str) -> None:
    done = NewYear.objects.filter(institution=institution, year=year).first()
    if done:
        raise Refused(STARTED.format(day=timezone.localdate(done.created_at)))
