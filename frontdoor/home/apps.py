from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "frontdoor.home"
    label = "home"
