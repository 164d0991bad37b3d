"""Migrations that add and take away triggers without Django rendering the models around the table again.

pgtrigger's operations render them because what a model is made of may matter to what depends on it. A trigger does not:
it is kept in the model's state, which is all that later migrations and `makemigrations` read. There are some two hundred
such operations; to render for each was a third of the time that a new database takes.
"""

from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger


def _add(operation: AddTrigger, app_label: str, state: ProjectState) -> None:
    options = state.models[app_label, operation.model_name.lower()].options
    options["triggers"] = [*options.get("triggers", []), operation.trigger]


def _remove(operation: RemoveTrigger, app_label: str, state: ProjectState) -> None:
    options = state.models[app_label, operation.model_name.lower()].options
    options["triggers"] = [trigger for trigger in options.get("triggers", []) if trigger.name != operation.name]


def without_rendering() -> None:
    """From now on, in this process."""
    AddTrigger.state_forwards = _add  # type: ignore[method-assign,assignment]
    RemoveTrigger.state_forwards = _remove  # type: ignore[method-assign,assignment]
