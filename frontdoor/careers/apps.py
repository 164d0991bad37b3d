from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "frontdoor.careers"
    label = "careers"

    def ready(self) -> None:
        """What is edited in the admin shows at once on the pages that are kept; what a visitor saved follows them in."""
        from frontdoor.careers.models import AdultService, Career, Category, Occupation  # noqa: PLC0415 - needs the apps
        from frontdoor.careers.saving import signals  # noqa: F401, PLC0415
        from frontdoor.ground.public_pages import watch  # noqa: PLC0415

        watch([AdultService, Career, Category, Occupation])
