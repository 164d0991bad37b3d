from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "frontdoor.organisations"
    label = "organisations"
