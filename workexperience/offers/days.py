"""Writing an offer's days: those for which somebody has applied stay as they are."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Q

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.refused import Refused
from workexperience.models import Application, Mode, Offer, Session
from workexperience.offers import queries
from workexperience.offers.plan import Days


def replace_days(offer: Offer, sessions: Iterable[Days]) -> bool:
    """Make a locked offer's stored days these; whether anything had to change.

    Days of which only the number of places differs keep their row. Refused for fewer places than are taken, and for taking
    away or changing days for which somebody has applied, whatever came of it.
    """
    wanted = list(sessions)
    left = [held for held in _held(offer) if not _took(wanted, queries.days_of(held))]
    gone, moved = [], []
    for session in left:
        same = next((days for days in wanted if _of_places(days) == _of_places(queries.days_of(session))), None)
        if same is None:
            gone.append(session)
        else:
            wanted.remove(same)
            moved.append((session, same.places))
    for session, number in moved:
        _set_places(session, number)
    _take_away(gone)
    Session.objects.bulk_create(Session(offer=offer, **_columns(days)) for days in wanted)
    return bool(gone or moved or wanted)


def follow_mode(offer: Offer) -> None:
    """Days of an offer that is wholly in person, or wholly online, go with it. Of a blended one each is what it is."""
    if offer.mode == Mode.BLENDED or offer.sessions.values("is_online").distinct().count() != 1:
        return
    online = offer.mode == Mode.ONLINE
    for session in _held(offer):
        if session.is_online != online:
            _refuse_applied(session)
            session.is_online = online
            session.save(update_fields=["is_online"])


def _held(offer: Offer) -> list[Session]:
    """The days as they are, held: whoever takes a place waits. Each knows whether somebody has `applied`."""
    held = offer.sessions.order_by("pk").select_for_update(of=("self",))
    asked = Application.objects.filter(Q(session=OuterRef("pk")) | Q(online_session=OuterRef("pk")))
    return list(held.annotate(applied=Exists(asked)))


def _took(wanted: list[Days], days: Days) -> bool:
    """Whether these very days are wanted; they are then no longer looked for."""
    if days in wanted:
        wanted.remove(days)
        return True
    return False


def _of_places(days: Days) -> Days:
    return replace(days, places=1)


def _set_places(session: Session, number: int) -> None:
    if number < session.taken:
        raise Refused(
            f"{session.taken} of the places on the days from {day_in_words(session.first_day)} are taken. "
            f"Enter {session.taken} or more."
        )
    session.places = number
    session.save(update_fields=["places"])


def _take_away(gone: list[Session]) -> None:
    for session in gone:
        _refuse_applied(session)
    Session.objects.filter(pk__in=[session.pk for session in gone]).delete()


def _refuse_applied(session: Session) -> None:
    if session.applied:  # type: ignore[attr-defined]  # annotated by `_held`
        raise Refused(
            f"Somebody has applied for the days from {day_in_words(session.first_day)}, so they stay as they are. "
            "You can change the number of places, or add other days."
        )


def _columns(days: Days) -> dict[str, Any]:
    names = ("first_day", "last_day", "starts_at", "ends_at", "break_minutes", "is_online", "places")
    return {name: getattr(days, name) for name in names} | {"weekdays": sorted(set(days.weekdays))}
