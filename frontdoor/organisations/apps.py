from importlib import import_module

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate


class OrganisationsConfig(AppConfig):
    name = "frontdoor.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Facts that ship with the portal are in place as soon as the tables are; letters know which hold a key."""
        import_module("frontdoor.organisations.joining.keys")
        post_migrate.connect(_load_shipped, sender=self)


def _load_shipped(**_signal: object) -> None:
    if "organisations_bankholiday" not in connection.introspection.table_names():
        return  # migrating back to before the table
    from frontdoor.organisations.calendar import actions  # noqa: PLC0415 - models are not ready above

    actions.load_bank_holidays()
