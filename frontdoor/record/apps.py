from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "frontdoor.record"
    label = "record"
