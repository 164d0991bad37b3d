"""Several questions to the database in one message: a page that asks one after the other waits for each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection

Rows = Sequence[tuple[Any, ...]]
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Question(Generic[Answer]):
    """A statement with names for its values, and how the rows that come back are read.

    `before` is what must be set first, by SET LOCAL: it holds until the message is over, so for all that follow too.
    """

    sql: str
    given: Mapping[str, Any]
    read: Callable[[Rows], Answer]
    before: tuple[str, ...] = ()


def ask(*questions: Question[Any]) -> list[Any]:
    """The answers, in order. The questions share the names of their values: one name has one value."""
    given: dict[str, Any] = {}
    for question in questions:
        given.update(question.given)
    statements = [statement for question in questions for statement in (*question.before, question.sql)]
    with connection.cursor() as cursor:
        cursor.execute("; ".join(statements), given)
        found = []
        for question in questions:
            for _ in question.before:
                cursor.nextset()
            found.append(question.read(cursor.fetchall()))
            cursor.nextset()
        return found
