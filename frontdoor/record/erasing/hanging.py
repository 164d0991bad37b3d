"""What hangs on a learner, found from the models themselves, so that a new model cannot be forgotten.

A row goes with a learner when it points at them, or at such a row, in a way that cannot be empty once they are gone. Its
history goes with it, and so does the history of rows that were deleted before. What names people without pointing at a
learner is decided in `elsewhere.py`; a test fails for a model that is in neither.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CASCADE, PROTECT, Field, ManyToOneRel, Model, Q

from frontdoor.ground.privacy import history_of, rows_of, tracked_model
from frontdoor.record.models import Learner

AnyModel = type[Model]


@dataclass
class Ids:
    """Rows of one model: those that are there, and those of which only history is left."""

    here: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)

    @property
    def ever(self) -> set[int]:
        """Both."""
        return self.here | self.gone


def models() -> dict[AnyModel, list[Field]]:
    """Each model whose rows go, what it hangs on first, with the columns that name the row that it hangs on."""
    found: dict[AnyModel, list[Field]] = {Learner: []}
    todo: list[AnyModel] = [Learner]
    while todo:
        for column in _pointing_at(todo.pop(0)):
            if column.model is Learner:
                continue  # `joined_into`: an absorbed record is erased with the one that it went into
            if column.model not in found:
                todo.append(column.model)
            found.setdefault(column.model, []).append(column)
    return _in_order(found)


def _in_order(found: dict[AnyModel, list[Field]]) -> dict[AnyModel, list[Field]]:
    """A model after everything that its rows hang on."""
    placed: dict[AnyModel, list[Field]] = {}
    while len(placed) < len(found):
        ready = {
            model: columns
            for model, columns in found.items()
            if model not in placed and all(one.related_model in {*placed, model} for one in columns)
        }
        assert ready, "models hang on one another in a ring"  # noqa: S101 a model that would be forgotten
        placed |= ready
    return placed


def _pointing_at(model: AnyModel) -> Iterator[Field]:
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel) or tracked_model(relation.related_model) is not None:
            continue
        if relation.on_delete in (CASCADE, PROTECT):
            yield relation.field


def found(learner_ids: Iterable[int]) -> dict[AnyModel, Ids]:
    """Everything that hangs on these learners."""
    known: dict[AnyModel, Ids] = {}
    for model, columns in models().items():
        known[model] = _of(model, columns, known) if columns else Ids(set(learner_ids))
    return known


def _of(model: AnyModel, columns: list[Field], known: dict[AnyModel, Ids]) -> Ids:
    here = rows_of(model).filter(_by(columns, known, lambda ids: ids.here))
    ids = Ids(set(here.values_list("pk", flat=True)))
    events = history_of(model)
    if events is not None:
        past = rows_of(events).filter(_by(columns, known, lambda one: one.ever))
        was = set(past.values_list("pgh_obj_id", flat=True))
        # One that is somebody else's now (records joined and came apart) keeps its own rows of history.
        ids.gone = was - set(rows_of(model).filter(pk__in=was).values_list("pk", flat=True))
    return ids


def _by(columns: list[Field], known: dict[AnyModel, Ids], which: Any) -> Q:
    pairs = ((column.name, known[column.related_model]) for column in columns if column.related_model in known)
    return reduce(or_, (Q(**{f"{name}__in": which(ids)}) for name, ids in pairs))


def delete(learner_ids: Collection[int], *, only: Collection[AnyModel] | None = None) -> Counter[str]:
    """Delete it all, or only rows of some models, and all its history; counts rows by the model's label.

    What stands lowest goes first. Deleting writes history too: that is why history goes last.
    """
    known = found(learner_ids)
    counts: Counter[str] = Counter()
    wanted = [model for model in known if only is None or model in only]
    for model in reversed(wanted):
        rows = rows_of(model).filter(pk__in=known[model].here)
        if model is Learner:
            rows.update(joined_into=None)
        counts.update(rows.delete()[1])
    for model in wanted:
        _delete_history(model, known)
    return +counts


def _delete_history(model: AnyModel, known: dict[AnyModel, Ids]) -> None:
    events = history_of(model)
    if events is None:
        return
    about = Q(pgh_obj_id__in=known[model].ever)
    columns = models()[model]
    if columns:
        about |= _by(columns, known, lambda ids: ids.ever)
    rows_of(events).filter(about).delete()
