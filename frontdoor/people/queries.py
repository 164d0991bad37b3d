"""Reads about accounts that more than one room uses."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest

from frontdoor.ground.often import asked_often
from frontdoor.people.models import User


def person(request: HttpRequest) -> User:
    """Who is signed in; only for views behind `login_required`."""
    return cast("User", request.user)


def has_role(user: Any) -> bool:
    """Whether somebody works in an organisation (any live membership) or in the admin: needs a second step."""
    return user.is_staff or bool(live_memberships(user))


def ask_once(user: Any) -> None:
    """Keep the live memberships on the object that a request holds of its person: later questions of it ask nothing."""
    user.asked_memberships = live_memberships(user)


def live_memberships(user: Any) -> list[Any]:
    """Somebody's live memberships, each with its organisation."""
    if hasattr(user, "asked_memberships"):
        return user.asked_memberships
    found = _live_memberships(user_id=user.pk)
    for one in found:
        if one.user_id != user.pk:  # all access hangs on it
            raise RuntimeError("Memberships of another account were read")
        one.user = user
    return found


@asked_often
def _live_memberships(*, user_id: int) -> QuerySet[Any]:
    return User(pk=user_id).memberships.filter(ended_at=None).select_related("organisation")
