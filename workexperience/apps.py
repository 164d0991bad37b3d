from importlib import import_module

from django.apps import AppConfig


class WorkExperienceConfig(AppConfig):
    name = "workexperience"
    label = "workexperience"
    verbose_name = "Work experience"

    def ready(self) -> None:
        """Letters know when they are wanted no more and which state they tell of; records, how their applications join."""
        import_module("workexperience.approaches.wanted")
        import_module("workexperience.checks.expiry")
        import_module("workexperience.reports.letters")
        import_module("workexperience.placements.letters")
        import_module("workexperience.consents.actions")
        import_module("workexperience.applications.letters")
        import_module("workexperience.applications.joining")
