from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "frontdoor.ground"
    label = "ground"

    def ready(self) -> None:
        """System checks register themselves; migrations are made quick."""
        from frontdoor.ground import migrating, safety  # noqa: F401, PLC0415 - needs the models of auth

        migrating.without_rendering()
