"""Addresses of this noun."""

from django.urls import path

from workexperience.answers import views

HERE = "<int:organisation_id>/applications/"
ONE = f"{HERE}<int:application_id>/"
urlpatterns = [
    path(HERE, views.answers, name="answers"),
    path(ONE, views.answer, name="answer"),
    path(f"{ONE}accept/", views.accept, name="answer-accept"),
    path(f"{ONE}other-days/", views.other_days, name="answer-other-days"),
    path(f"{ONE}decline/", views.decline, name="answer-decline"),
    path(f"{ONE}cancel/", views.cancel, name="answer-cancel"),
    path(f"{ONE}supervisors/", views.supervisors, name="answer-supervisors"),
]
