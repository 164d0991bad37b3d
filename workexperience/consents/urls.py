"""Addresses of this noun: a parent's link, and what staff do about it."""

from django.urls import path

from workexperience.consents import school_views, views

ONE = "learners/<int:urn>/work-experience/<int:application_id>/parent/"
urlpatterns = [
    path("work-experience/agree/", views.agree, name="agree"),
    path("work-experience/agree/<int:consent_id>/", views.agree_signed_in, name="agree-signed-in"),
    path(f"{ONE}ask/", school_views.ask, name="consent-ask"),
    path(f"{ONE}paper/", school_views.paper, name="consent-paper"),
]
