"""Reads about accounts that more than one room uses."""

from typing import Any, cast

from django.http import HttpRequest

from frontdoor.people.models import User


def person(request: HttpRequest) -> User:
    """Who is signed in; only for views behind `login_required`."""
    return cast("User", request.user)


def has_role(user: Any) -> bool:
    """Whether somebody works in an organisation (any live membership) or in the admin: needs a second step."""
    return user.is_staff or user.memberships.filter(ended_at=None).exists()
