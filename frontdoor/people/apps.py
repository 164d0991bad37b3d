from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "frontdoor.people"
    label = "people"

    def ready(self) -> None:
        """Listen to allauth."""
        from frontdoor.people import signals  # noqa: F401, PLC0415  models are ready only now
