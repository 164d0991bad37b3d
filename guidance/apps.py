from importlib import import_module

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "guidance"
    label = "guidance"
    verbose_name = "Personal guidance"

    def ready(self) -> None:
        """Who gets the role of an adviser is in the register at once; whose account is emptied is forgotten there."""
        import_module("guidance.advisers.taking_in")
        import_module("guidance.advisers.forgetting")
