from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "frontdoor.careers"
    label = "careers"
