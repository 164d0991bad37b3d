"""The learner's record: who they are, where they are enrolled, what they took part in, and who may see it."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "frontdoor.record"
    label = "record"
    verbose_name = "The record"
