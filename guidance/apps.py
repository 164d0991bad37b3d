from importlib import import_module

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "guidance"
    label = "guidance"
    verbose_name = "Personal guidance"

    def ready(self) -> None:
        """Who gets the role of an adviser is in the register at once; a school's followers inherit; letters ask whether they go."""
        import_module("guidance.advisers.taking_in")
        import_module("guidance.succession")
        import_module("guidance.supplies.letters")
