from importlib import import_module

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "guidance"
    label = "guidance"
    verbose_name = "Personal guidance"

    def ready(self) -> None:
        """Advisers are in the register at once and forgotten with their account; followers inherit; letters ask whether they go; freed times are offered."""
        import_module("guidance.advisers.taking_in")
        import_module("guidance.advisers.forgetting")
        import_module("guidance.advisers.letters")
        import_module("guidance.booking.letters")
        import_module("guidance.succession")
        import_module("guidance.supplies.letters")
        import_module("guidance.waiting.after")
