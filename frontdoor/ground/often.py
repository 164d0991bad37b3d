"""Questions that are asked again and again with other values: Django writes the SQL of each once a process.

To write it anew takes Django several times as long as the database takes to answer, and one booking asks fifteen of them.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, wraps
from itertools import count
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
LISTS = (list, tuple, set, frozenset)
Shape = tuple[tuple[str, Any], ...]
FIRST_NUMBER = 2_000_000_000  # fits what numbers of rows are compared with, and is the number of nothing
MOST_SHAPES = 64  # a process keeps of one question
LONG = 50  # a longer list is asked as ever: it comes seldom, each time of another length, and costs the database more


def asked_often(build: Callable[..., QuerySet[Any, Row]]) -> Callable[..., list[Row]]:
    """Ask what `build` asks, with the same rows as its queryset has, and write its SQL only once for each shape.

    `build` takes its values by name: numbers, days, moments, ranges of moments, words, and lists of numbers or words. It gives each
    of them to its query as it is. Whether a value is None, true or false, and how long a list is, is its shape: these it may
    ask for and build another query. Nothing else may decide what is asked: what it reads besides, today's date above all,
    would stay as it was the first time. TypeError for a value that is in the query nowhere or not as it was given, for a
    number that its column has no room for, and for a day or moment that was not given.
    """

    @lru_cache(MOST_SHAPES)
    def written(shape: Shape) -> Written:
        return Written.of(build, shape)

    @wraps(build)
    def ask(**values: Any) -> list[Row]:
        given = {name: list(value) if isinstance(value, LISTS) else value for name, value in values.items()}
        if any(isinstance(value, list) and len(value) > LONG for value in given.values()):
            return list(build(**given))
        return written(tuple((name, _shape(value)) for name, value in given.items())).rows(given)

    return ask


@dataclass(frozen=True)
class Written:
    """A query with its SQL. `filled` says where the values are: the name, and which one of a list; or a value that stays."""

    queryset: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    filled: tuple[tuple[str, int | None] | tuple[None, Any], ...]

    @classmethod
    def of(cls, build: Callable[..., QuerySet[Any, Any]], shape: Shape) -> "Written":
        """Written with values that are nowhere else, by which their places are found."""
        blanks = _blanks(shape)
        queryset = build(**blanks)
        compiler = queryset.query.get_compiler(using=queryset.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet as nothing:  # one of an empty list: Django does not even ask
            if [] not in blanks.values():
                raise TypeError(
                    f"{build.__qualname__} compares a number with a column that has no room for it"
                ) from nothing
            return cls(queryset, compiler, "", ())
        finally:
            compiler.connection = None  # another thread has another one
        named = dict(_named(blanks))
        filled = tuple(named.get(_key(one), (None, one)) for one in params)
        if missing := {name for name, _ in named.values()} - {name for name, _ in filled}:
            raise TypeError(f"{build.__qualname__} does not ask with {', '.join(sorted(missing))} as it is given")
        if stays := [one for name, one in filled if name is None and isinstance(one, (date, DateTimeTZRange))]:
            raise TypeError(f"{build.__qualname__} asks with {stays[0]}, which it was not given")
        return cls(queryset, compiler, sql, filled)

    def rows(self, values: Mapping[str, Any]) -> list[Any]:
        """The rows for these values, made by Django as ever."""
        params = tuple(
            at if name is None else (values[name] if at is None else values[name][at]) for name, at in self.filled
        )
        asked: Any = self.queryset.all()
        compiler: Any = copy(self.compiler)
        compiler.connection = connections[asked.db]
        compiler.as_sql = lambda *_, **__: (self.sql, params)
        asked.query.get_compiler = lambda *_, **__: compiler
        return list(asked)


def _shape(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if not isinstance(value, list):
        return type(value)
    kinds = {type(one) for one in value} or {int}
    if len(kinds) > 1:
        raise TypeError("A list has values of one kind")
    return kinds.pop(), len(value)


def _blanks(shape: Shape) -> dict[str, Any]:
    numbers = count(1)
    return {name: _blank(kind, numbers) for name, kind in shape}


def _blank(kind: Any, numbers: Iterable[int]) -> Any:
    """A value of this kind that is nowhere else."""
    if kind is None or isinstance(kind, bool):
        return kind
    if isinstance(kind, tuple):
        return [_blank(kind[0], numbers) for _ in range(kind[1])]
    number = next(iter(numbers))
    moment = datetime(1, 1, 1, tzinfo=UTC) + timedelta(days=number)
    known = {int: FIRST_NUMBER + number, str: f"blank {number}", date: moment.date(), datetime: moment}
    known[DateTimeTZRange] = DateTimeTZRange(moment, moment + timedelta(days=1))
    if kind not in known:
        raise TypeError(f"A question that is asked often takes no {kind.__name__}")
    return known[kind]


def _named(blanks: Mapping[str, Any]) -> Iterable[tuple[Any, tuple[str, int | None]]]:
    for name, blank in blanks.items():
        if isinstance(blank, list):
            yield from ((_key(one), (name, at)) for at, one in enumerate(blank))
        elif blank is not None and not isinstance(blank, bool):
            yield _key(blank), (name, None)


def _key(value: Any) -> Any:
    """A day is not the moment it begins with."""
    return (type(value), value) if isinstance(value, (int, str, date, DateTimeTZRange)) else (type(value), id(value))
