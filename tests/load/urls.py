"""The product's pages and the bare view: what the same middleware, server and worker cost when a page costs nothing."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from frontdoor.urls import handler400, handler403, handler404, handler500
from frontdoor.urls import urlpatterns as pages

STATEMENTS = "FRONTDOOR_BENCH_STATEMENTS"  # names a file: for each page its statements and its size

__all__ = ["handler400", "handler403", "handler404", "handler500"]


@cache
def stored(size: int) -> bytes:
    """A body of so many bytes, made once."""
    return b"x" * size


def bare(request: HttpRequest, size: int) -> HttpResponse:
    """The stored body."""
    return HttpResponse(stored(size))


@cache
def told() -> list[tuple[list[str], int]]:
    """The pages' statements and sizes, read once."""
    found: list[tuple[list[str], int]] = json.loads(Path(os.environ[STATEMENTS]).read_text())
    return found


def bare_sql(request: HttpRequest, number: int) -> HttpResponse:
    """Runs what the page of this number asks the database, takes every row, and returns a stored body of its size."""
    statements, size = told()[number]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            _take_all(cursor)
    return HttpResponse(stored(size))


def _take_all(cursor: Any) -> None:
    """Every row of every statement that was sent in one message; a SET has none."""
    more = True
    while more:
        if cursor.description:
            cursor.fetchall()
        more = cursor.nextset()


urlpatterns = [path("bare/<int:size>/", bare), path("bare-sql/<int:number>/", bare_sql), *pages]
