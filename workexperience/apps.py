from django.apps import AppConfig


class WorkExperienceConfig(AppConfig):
    name = "workexperience"
    label = "workexperience"
