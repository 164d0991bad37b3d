"""Addresses of this noun: below a learner's own placement, and the check of a certificate."""

from django.urls import path

from workexperience.logbook import views

OWN = "record/work-experience/<int:application_id>/"
urlpatterns = [
    path(f"{OWN}log/", views.log, name="log"),
    path(f"{OWN}log/<int:day_id>/", views.log_day, name="log-day"),
    path(f"{OWN}reflect/", views.reflect, name="reflect"),
    path(f"{OWN}certificate/", views.certificate, name="certificate"),
    path("certificate/", views.check, name="certificate-check"),
]
