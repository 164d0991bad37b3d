"""What a learner writes about their days: the log book, and what they learned."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from frontdoor.ground.privacy import past
from frontdoor.ground.refused import Refused
from frontdoor.record.models import Learner
from workexperience.applications import moves
from workexperience.logbook import certificates, queries
from workexperience.models import Application, ApplicationState, Day, Happened
from workexperience.placements.recorded import locked, record_placement

GONE = "This day is not part of your placement any more. Look at your days again."
EMPTY = "Write a few words about what you learned."


@transaction.atomic
def write_log(*, day_id: int, text: str, by: Any, now: datetime) -> Day:  # noqa: ARG001 the history says who
    """The learner's words about one day; empty ones take them away. The same again changes nothing.

    Refused before the day has begun, and of a placement that did not go ahead.
    """
    day = Day.objects.select_for_update(of=("self",)).select_related("application").filter(pk=day_id).first()
    if day is None:
        raise Refused(GONE)
    if sentence := queries.why_no_log(day, now=now):
        raise Refused(sentence)
    if day.log != text:
        day.log, day.logged_at = text, now if text else None
        day.save(update_fields=["log", "logged_at"])
    return day


@transaction.atomic
def reflect(*, application_id: int, text: str, happened: Iterable[str], by: Any, now: datetime) -> Application:
    """What the learner learned and what was part of their days, in the record at once. They may change it later.

    Written after the last day; feedback may come before it or after. With both the placement is finished and counted.
    """
    found = locked(application_id)
    if sentence := queries.why_no_reflection(found, now=now):
        raise Refused(sentence)
    if not text.strip():
        raise Refused(EMPTY)
    found.reflection, found.happened = text, [one.value for one in Happened if one.value in {*happened}]
    found.reflected_at = found.reflected_at or now
    found.save(update_fields=["reflection", "happened", "reflected_at"])
    _move_on(found, by, now)
    record_placement(found, now, by=by)
    return found


def _move_on(application: Application, by: Any, now: datetime) -> None:
    """Counted, if it waited for this. While days are not marked, or the employer still has it, it stays where it is."""
    if application.state == ApplicationState.REFLECTION:
        moves.put(application, ApplicationState.COUNTED, by=by, now=now)


@transaction.atomic
def make_certificate(*, application_id: int, by: Any, now: datetime) -> str:  # noqa: ARG001 the history says who
    """The code of the certificate: made now if there is none yet. Refused while there is nothing to certify."""
    code = certificates.make_if_due(moves.locked(application_id), now=now)
    if not code:
        raise Refused("There is no certificate yet. It is made when your days are over.")
    return code


@transaction.atomic
def delete_words(*, learner: Learner) -> None:
    """The learner's own words go, with their history: the log books and the reflections. That they reflected stays.

    What the record counts, the employer's feedback and the certificate stay too: those are not the learner's alone.
    """
    days = Day.objects.select_for_update().filter(application__learner=learner).order_by("pk")
    applications = Application.objects.select_for_update(of=("self",)).filter(learner=learner).order_by("pk")
    told = {pk for pk, _ in applications.values_list("pk", "state")}
    written = {pk for pk, _ in days.values_list("pk", "day")}
    days.exclude(log="").update(log="", logged_at=None)
    applications.exclude(reflection="").update(reflection="")
    past(Day).filter(pgh_obj_id__in=written).update(log="")
    past(Application).filter(pgh_obj_id__in=told).update(reflection="")
