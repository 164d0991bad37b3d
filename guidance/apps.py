from importlib import import_module

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "guidance"
    label = "guidance"
    verbose_name = "Personal guidance"

    def ready(self) -> None:
        """What nouns hear of others: of advisers who come or are forgotten, schools that follow, records that join, freed times."""
        import_module("guidance.advisers.taking_in")
        import_module("guidance.advisers.forgetting")
        import_module("guidance.advisers.letters")
        import_module("guidance.agreeing.letters")
        import_module("guidance.booking.leaving")
        import_module("guidance.booking.letters")
        import_module("guidance.meetings.joining")
        import_module("guidance.meetings.supporter_letters")
        import_module("guidance.outcomes.after")
        import_module("guidance.succession")
        import_module("guidance.supplies.letters")
        import_module("guidance.waiting.after")
