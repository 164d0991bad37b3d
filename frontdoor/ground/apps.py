from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "frontdoor.ground"
    label = "ground"
