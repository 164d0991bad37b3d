from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "frontdoor.ground"
    label = "ground"

    def ready(self) -> None:
        """System checks register themselves."""
        from frontdoor.ground import safety  # noqa: F401, PLC0415 - needs the models of auth
