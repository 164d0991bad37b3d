"""Opening and pressing, as the tests of this noun do it."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


def text(response: HttpResponse) -> str:
    """What stands there, on one line."""
    return " ".join(response.content.decode().split())


def page(client: Client, name: str, /, *args: Any, **query: Any) -> HttpResponse:
    """A page of the school."""
    return client.get(reverse(f"guidance:{name}", args=[900001, *args]), query)


def press(client: Client, name: str, /, *args: Any, follow: bool = True, **posted: Any) -> HttpResponse:
    """A button of it."""
    return client.post(reverse(f"guidance:{name}", args=[900001, *args]), posted, follow=follow)
