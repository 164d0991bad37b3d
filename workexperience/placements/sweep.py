"""What moves on by itself: offers that run out, days that come, checks that end, and what follows when the days are over.

Each application in its own transaction, and each move only what is still due when its turn comes: a worker that is killed
between two leaves nothing half done, and the next run does the rest.
"""

import logging
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from workexperience.applications import moves, places, rules
from workexperience.checks.queries import checked, current
from workexperience.models import Application, ApplicationState, Day, Employer, Mark
from workexperience.placements import actions, letters, links, queries
from workexperience.placements.recorded import locked

log = logging.getLogger(__name__)
S = ApplicationState
Move = Callable[[Application, datetime], None]
WEEKEND = (6, 7)
SCHOOL_AFTER = timedelta(days=6)  # before this: seven days later nobody is asked any more
WITHOUT_REFLECTION = "Counted without a reflection."


def move_on(*, now: datetime) -> int:
    """Do everything that is due; how many applications were looked at. Any run does what an earlier one missed.

    One that cannot be moved on stops no other. RuntimeError at the end says how many there were: the task has failed.
    """
    today = timezone.localdate(now)
    due: list[tuple[QuerySet[Application], Move]] = [
        (unchecked(on=today), hold_one),
        (checked_again(on=today), settle_one),
        (_run_out(now), _expire_offered),
        (_begun(today), _expire_begun),
        (_over(today), _after_the_days),
        (_without_feedback(today), _no_feedback),
        (_without_reflection(now), _no_reflection),
        (_next_to_begin(today), _link),
    ]
    seen, stuck = 0, 0
    for found, move in due:
        rows = _complete(found, today) if move is settle_one else [*found.order_by("pk").values_list("pk", flat=True)]
        seen, stuck = seen + len(rows), stuck + _each(rows, move, now)
    seen += _remind(today, now)
    if stuck:
        raise RuntimeError(f"{stuck} applications could not be moved on: their ids are in the log")
    return seen


def _complete(found: QuerySet[Application], today: date) -> list[int]:
    """Those of which nothing is missing, before a lock is taken for them."""
    around = found.select_related(*queries.AROUND).prefetch_related("days").order_by("pk")
    return [one.pk for one in around if not queries.missing(one, on=today)]


def _each(due: Iterable[int], move: Move, now: datetime) -> int:
    """Each in its own transaction; of how many that failed. The log says which: an id, and never what an error quotes."""
    stuck = 0
    for pk in due:
        try:
            with transaction.atomic():
                if Application.objects.filter(pk=pk).exists():
                    move(locked(pk), now)
        except Exception as error:  # noqa: BLE001 whatever it is, the others must not wait for it
            log.error("Application %s could not be moved on: %s", pk, type(error).__name__)  # noqa: TRY400 no traceback: it quotes
            stuck += 1
    return stuck


def unchecked(*, on: date, employer: Employer | None = None) -> QuerySet[Application]:
    """Confirmed placements with a day today or later whose employer's check does not hold today."""
    to_come = Day.objects.filter(application=OuterRef("pk"), day__gte=on, mark="")
    found = Application.objects.filter(Exists(to_come), state=S.CONFIRMED)
    if employer:
        return found.filter(offer__employer=employer)
    return found.exclude(offer__employer__in=checked(on))


def checked_again(*, on: date, employer: Employer | None = None) -> QuerySet[Application]:
    """Placements that are accepted, with days to come, of employers whose check holds: perhaps nothing is missing now."""
    to_come = Day.objects.filter(application=OuterRef("pk"), day__gte=on, mark="")
    nobody = Day.objects.filter(Q(supervisor_name="") | Q(supervisor_phone=""), application=OuterRef("pk"))
    found = Application.objects.filter(Exists(to_come), ~Exists(nobody), state=S.ACCEPTED)
    found = found.exclude(contact_name="").exclude(contact_phone="")
    return found.filter(offer__employer=employer) if employer else found.filter(offer__employer__in=checked(on))


def hold_one(application: Application, now: datetime) -> None:
    """A confirmed placement waits for the employer's check again; everybody is told not to go."""
    if application.state != S.CONFIRMED or current(application.offer.employer, on=timezone.localdate(now)):
        return
    actions.settle(application, by=None, now=now)
    letters.on_hold(application, now)


def settle_one(application: Application, now: datetime) -> None:
    """An accepted placement is confirmed, when nothing is missing any more."""
    if application.state == S.ACCEPTED:
        actions.settle(application, by=None, now=now)


def after_withdrawal(employer: Employer, *, now: datetime) -> None:
    """In the transaction that withdraws a check: nobody goes there from now on."""
    _all_of(unchecked(on=timezone.localdate(now), employer=employer), hold_one, now)


def after_acceptance(employer: Employer, *, now: datetime) -> None:
    """In the transaction that accepts a check: what was on hold is on again, and free places go to those who wait."""
    waiting = Application.objects.filter(offer__employer=employer, state=S.WAITING)
    offers = {*waiting.values_list("offer", flat=True)}
    _all_of(checked_again(on=timezone.localdate(now), employer=employer), settle_one, now, offers=offers)
    for offer_id in sorted(offers):
        places.hand_on(places.locked_offer(offer_id), now=now, move=moves.put)


def _all_of(found: QuerySet[Application], move: Move, now: datetime, *, offers: Collection[int] = ()) -> None:
    """Learners, offers, applications, each in order: who holds one of them waits for nobody behind us. `offers`: these too."""
    rows = list(found.values_list("offer", "pk", "learner"))
    places.hold_learners({learner for *_, learner in rows})
    for offer_id in sorted({*offers, *(offer for offer, *_ in rows)}):
        places.locked_offer(offer_id)
    for _, pk, _ in sorted(rows):
        move(moves.locked(pk), now)


def _run_out(now: datetime) -> QuerySet[Application]:
    return Application.objects.filter(state__in=(S.OFFERED, S.OTHER_DAYS), expires_at__lte=now)


def _expire_offered(application: Application, now: datetime) -> None:
    if application.state in (S.OFFERED, S.OTHER_DAYS) and application.expires_at and application.expires_at <= now:
        moves.put(application, S.EXPIRED, by=None, now=now, words="The time to say yes is over.")


def _begun(today: date) -> QuerySet[Application]:
    """Never confirmed, and the first day has come."""
    found = Application.objects.filter(state__in=rules.BEFORE_THE_DAYS)
    return found.exclude(state=S.ACCEPTED, confirmed_at__isnull=False).filter(queries.first_day_by(today))


def _expire_begun(application: Application, now: datetime) -> None:
    was_on = application.state == S.ACCEPTED and application.confirmed_at
    if application.state in rules.BEFORE_THE_DAYS and not was_on:
        moves.put(application, S.EXPIRED, by=None, now=now, words="The first day came before everything was agreed.")


def _over(today: date) -> QuerySet[Application]:
    """Confirmed once, the last day is over, and something can follow: every day is marked, or the time for it has passed."""
    days = Day.objects.filter(application=OuterRef("pk"))
    all_marked = Q(~Exists(days.filter(mark="")))
    too_late = queries.last_day_before(today - rules.EMPLOYER_SEES_AFTER)
    found = Application.objects.filter(all_marked | too_late, ~Exists(days.filter(day__gte=today)), queries.was_on())
    return found.exclude(queries.stuck())


def _after_the_days(application: Application, now: datetime) -> None:
    """On, when every day is marked; at the latest after 14 days, and then with the days that are marked."""
    if application.state not in (S.CONFIRMED, S.ACCEPTED):
        return
    today = timezone.localdate(now)
    if queries.days_over(application, on=today):
        actions.go_on(application, by=None, now=now)
    elif today > queries.feedback_ends(application):
        if application.days.exclude(mark__in=("", Mark.NOT_HERE)).exists():
            actions.go_on(application, by=None, now=now, whatever_is_marked=True)
        else:
            moves.put(application, S.EXPIRED, by=None, now=now, words="Nobody said who was there.")
            actions.recorded(application, now)


def _without_feedback(today: date) -> QuerySet[Application]:
    long_ago = today - rules.EMPLOYER_SEES_AFTER
    return Application.objects.filter(~queries.unanswered(), queries.last_day_before(long_ago), state=S.FEEDBACK)


def _no_feedback(application: Application, now: datetime) -> None:
    if application.state == S.FEEDBACK and not queries.waits_for_school(application):
        to = S.COUNTED if application.reflected_at else S.REFLECTION
        moves.put(application, to, by=None, now=now, words="The employer wrote no feedback.")
        actions.recorded(application, now)


def _without_reflection(now: datetime) -> QuerySet[Application]:
    long_ago = now - rules.REFLECTION_WAITS
    return Application.objects.filter(~queries.unanswered(), state=S.REFLECTION, state_since__lte=long_ago)


def _no_reflection(application: Application, now: datetime) -> None:
    if queries.waits_for_school(application):
        return
    if application.state == S.REFLECTION and application.state_since <= now - rules.REFLECTION_WAITS:
        moves.put(application, S.COUNTED, by=None, now=now, words=WITHOUT_REFLECTION)
        actions.recorded(application, now)


def _next_to_begin(today: date) -> QuerySet[Application]:
    """Confirmed, without a link yet, and the first day is today, the next working day, or in between."""
    found = Application.objects.filter(state=S.CONFIRMED, link_hash="")
    return found.filter(queries.first_day_by(next_working_day(today)))


def _link(application: Application, now: datetime) -> None:
    if application.state == S.CONFIRMED:
        links.send(application_id=application.pk, now=now)


def next_working_day(day: date) -> date:
    """Monday to Friday; bank holidays are working days here: a letter a day too early does no harm."""
    after = day + timedelta(days=1)
    return next_working_day(after) if after.isoweekday() in WEEKEND else after


def _remind(today: date, now: datetime) -> int:
    """Write to employers about each unmarked day, once, from the day after; and to schools, a week before it is too late."""
    found = queries.unmarked(Employer.objects.filter(pk__in=checked(today)), before=today)
    days = list(queries.not_asked_for(found.filter(day__gte=today - rules.EMPLOYER_SEES_AFTER)))
    for day in days:
        with transaction.atomic():
            letters.unmarked(day, now)
    late = [one for one in _unsaid(today) if not letters.is_told(one)]
    for one in late:
        with transaction.atomic():
            letters.unsaid(one, now)
    return len(days) + len(late)


def _unsaid(today: date) -> QuerySet[Application]:
    """Confirmed once, over for a week and not yet for two, with days that nobody has marked."""
    open_days = Day.objects.filter(application=OuterRef("pk"), mark="")
    found = Application.objects.filter(
        queries.was_on(), Exists(open_days), queries.last_day_before(today - SCHOOL_AFTER)
    )
    found = found.exclude(queries.last_day_before(today - rules.EMPLOYER_SEES_AFTER))
    return found.select_related(*queries.AROUND).order_by("pk")
