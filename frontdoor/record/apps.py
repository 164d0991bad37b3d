"""The learner's record: who they are, where they are enrolled, what they took part in, and who may see it."""

from importlib import import_module

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "frontdoor.record"
    label = "record"
    verbose_name = "The record"

    def ready(self) -> None:
        """A number changed in the admin shows at once on public pages that are kept; letters know which hold a key."""
        from frontdoor.ground.public_pages import watch  # noqa: PLC0415 - needs the apps
        from frontdoor.record.models import Helpline  # noqa: PLC0415

        watch([Helpline])
        import_module("frontdoor.record.keys")
        import_module("frontdoor.record.wanted")
