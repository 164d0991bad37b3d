"""The cookie `saved`: signed, so that nobody's browser can hand us what we did not write; never read by script."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from frontdoor.careers.saving.kept import Kept, from_data

NAME = "saved"
SALT = "frontdoor.careers.saving"
KEEP_FOR = timedelta(days=30)
# Bytes. Browsers drop a cookie of more than 4096 with its name and attributes; the quiz under way needs up to 1000.
LARGEST = 3900
LARGEST_SAVED = 2900


def read(request: HttpRequest) -> Kept:
    """What the browser keeps; nothing when the cookie is not ours, was changed, or is older than 30 days."""
    try:
        return from_data(signing.loads(request.COOKIES.get(NAME, ""), salt=SALT, max_age=KEEP_FOR))
    except signing.BadSignature:
        return Kept()


def value(kept: Kept) -> str:
    """The cookie's value; empty when nothing is kept."""
    data = kept.to_data()
    return signing.dumps(data, salt=SALT, compress=True) if data else ""


def has_room(kept: Kept) -> bool:
    """Whether what is saved fits the cookie beside a quiz under way."""
    return len(value(kept.without_quiz())) <= LARGEST_SAVED


def write(response: HttpResponse, kept: Kept) -> None:
    """Let the browser keep this: until it is closed, or for 30 days when the person asked for that."""
    text = value(kept)
    if text:
        age = KEEP_FOR if kept.keep else None
        response.set_cookie(NAME, text, max_age=age, secure=settings.HTTPS, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(NAME, samesite="Lax")
