"""Every field of every model is classed PERSONAL or PLAIN, and a model may be AUDITED.

A model of ours states two sets of field names, `PERSONAL` and `PLAIN`, which together are exactly its fields, and
`AUDITED = True` where `audited` writes its history. `tests/ground/test_privacy.py` fails on any that does not.
PERSONAL drives erasure, log filters and scrubbed copies.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, cast

import pghistory
from django.apps import apps
from django.db.models import Field, ForeignObjectRel, GeneratedField, Model, QuerySet
from django.utils.module_loading import import_string

M = TypeVar("M", bound=type[Model])

# Kept out of history whatever the model says: a password's hash is nobody's business, and the time of the last sign-in
# would write an event at each sign-in.
NEVER_TRACKED = {"password", "last_login"}
ROOMS = ("frontdoor.", "benchmarks.", "workexperience.", "guidance.")


def audited(*, exclude: Iterable[str] = (), inserts: bool | None = None) -> Callable[[M], M]:
    """Database triggers write each change of the model's rows to `<app>_<model>event`; no code path can forget it.

    An update or a delete keeps the row as it was *before* it, with who and where from `pghistory.context`, so nothing
    is lost although an insert is tracked only where the row itself does not say who made it and when (a `created_by`
    and `created_at` pair). `inserts=False` is for rows that an importer makes. Put it above the class:

        @audited()
        class Thing(Model):
            AUDITED = True
    """

    def track(model: M) -> M:
        fields = {field.name: field for field in model._meta.local_fields}
        trackers: list[pghistory.Tracker] = [
            pghistory.UpdateEvent(row=pghistory.Old),
            pghistory.DeleteEvent(row=pghistory.Old),
        ]
        if inserts if inserts is not None else not {"created_by", "created_at"} <= fields.keys():
            trackers.append(pghistory.InsertEvent())
        generated = {name for name, field in fields.items() if isinstance(field, GeneratedField)}
        left_out = (NEVER_TRACKED | generated | set(exclude)) & fields.keys()
        return cast("M", pghistory.track(*trackers, exclude=sorted(left_out))(model))

    return track


def our_models() -> Iterator[type[Model]]:
    """The project's own models, with the event models of audited ones; not those of libraries."""
    for model in apps.get_models():
        if f"{apps.get_app_config(model._meta.app_label).name}.".startswith(ROOMS):
            yield model


def field_names(model: type[Model]) -> set[str]:
    """The names of what a model stores itself: its columns and its many-to-many fields, not what points at it."""
    return {field.name for field in model._meta.get_fields() if _is_stored(field)}


def _is_stored(field: object) -> bool:
    return isinstance(field, Field) and not isinstance(field, ForeignObjectRel)


def tracked_model(model: type[Model]) -> type[Model] | None:
    """The model whose history this event model holds; None for one that holds no history."""
    event = import_string("pghistory.models.Event")  # not importable before the apps are ready
    return getattr(model, "pgh_tracked_model", None) if issubclass(model, event) else None


def history_of(model: type[Model]) -> type[Model] | None:
    """The model that holds the history of an audited model's rows (`pgh_obj_id` is the row); None when none is kept."""
    return next((one for one in apps.get_models() if tracked_model(one) is model), None)


def past(model: type[Model]) -> QuerySet[Any]:
    """The history of an audited model's rows. LookupError when none is kept."""
    events = history_of(model)
    if events is None:
        raise LookupError(model._meta.label)
    return rows_of(events)


def rows_of(model: type[Model]) -> QuerySet[Any]:
    """Every row of a model, whatever its own manager leaves out."""
    return model._base_manager.all()  # noqa: SLF001 Django documents it as public


def classes(model: type[Model]) -> tuple[set[str], set[str]]:
    """The fields that are PERSONAL and those that are PLAIN. AttributeError when a model does not say.

    An event model's are its parent's, and its context is PERSONAL: it names who made the change.
    """
    parent = tracked_model(model)
    if parent is None:
        return set(model.PERSONAL), set(model.PLAIN)  # type: ignore[attr-defined]
    personal, plain = classes(parent)
    stored = field_names(model)
    own = {name for name in stored if name.startswith("pgh_")}
    return (personal & stored) | (own & {"pgh_context"}), (plain & stored) | (own - {"pgh_context"})
