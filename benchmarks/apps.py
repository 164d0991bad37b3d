from importlib import import_module

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate
from django.utils import timezone


class BenchmarksConfig(AppConfig):
    name = "benchmarks"
    label = "benchmarks"

    def ready(self) -> None:
        """Content that ships with the room is in place as soon as the tables are; letters ask whether they still go."""
        import_module("benchmarks.reminders.wanted")
        import_module("benchmarks.returns.succession")
        import_module("benchmarks.signing.wanted")
        post_migrate.connect(_load_shipped, sender=self)


def _load_shipped(**_signal: object) -> None:
    if "benchmarks_reminderstage" not in connection.introspection.table_names():
        return  # migrating back to before the table
    from benchmarks.reminders.loading import load_stages  # noqa: PLC0415 - models are not ready above

    load_stages()
    if "benchmarks_frameworkversion" not in connection.introspection.table_names():
        return
    from benchmarks.frameworks.shipped import load_frameworks  # noqa: PLC0415

    load_frameworks(now=timezone.now())
