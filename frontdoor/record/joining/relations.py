"""Everything that hangs on a learner, found from the models themselves, so that a new model cannot be forgotten.

A row that points at a learner either moves when two records join, or belongs to the joining itself (`STAYS`). What moves
and may be on both records only once has a rule for the clash in `MOVES`. A test fails for a relation that is in neither.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Field, ManyToOneRel, QuerySet

from frontdoor.ground.privacy import tracked_model
from frontdoor.record.joining import clashes
from frontdoor.record.joining.moves import Move
from frontdoor.record.models import Learner

MOVES: dict[str, Callable[[Move], None] | None] = {
    "record.Carer.learner": clashes.carers,  # before the reasons that they opened
    "record.Case.learner": clashes.cases,
    "record.Enrolment.learner": clashes.enrolments,
    "record.Goal.learner": None,
    "record.Need.learner": clashes.needs,
    "record.Participation.learner": clashes.participations,
    "record.Reason.learner": None,
    "record.WhatHelps.learner": clashes.what_helps,
}
STAYS = {
    "record.Joining.absorbed",
    "record.Joining.kept",
    "record.Learner.joined_into",
    "record.PendingLink.earlier",
    "record.PendingLink.later",
}


def label(field: Field) -> str:
    """`record.Enrolment.learner`."""
    return f"{field.model._meta.label}.{field.name}"


def pointing() -> Iterator[Field]:
    """Every column that holds a learner; not the history tables, which tell what was."""
    for relation in Learner._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and tracked_model(relation.related_model) is None:
            yield relation.field


def moving() -> list[Field]:
    """The columns that go over when two records join, those with a rule first and in its order."""
    order = [*MOVES]
    fields = [field for field in pointing() if label(field) not in STAYS]
    return sorted(fields, key=lambda field: order.index(label(field)) if label(field) in order else len(order))


def unhandled() -> set[str]:
    """The relations about which nobody has decided."""
    return {label(field) for field in pointing()} - MOVES.keys() - STAYS


def rows_of(field: Field) -> QuerySet[Any]:
    """Every row of the column's table."""
    return field.model._base_manager.all()  # noqa: SLF001 Django documents it as public


def column(name: str) -> Field | None:
    """The column that a label names; None once its model is gone."""
    app, model, field = name.split(".")
    try:
        return apps.get_model(app, model)._meta.get_field(field)
    except LookupError:
        return None
