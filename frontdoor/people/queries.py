"""Reads about accounts that more than one room uses."""

from typing import cast

from django.http import HttpRequest

from frontdoor.people.models import User


def person(request: HttpRequest) -> User:
    """Who is signed in; only for views behind `login_required`."""
    return cast("User", request.user)
