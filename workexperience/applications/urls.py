"""Addresses of this noun: applying, and a learner's own applications."""

from django.urls import path

from workexperience.applications import apply_views, learner_views

OWN = "record/work-experience/"
urlpatterns = [
    path("work-experience/<int:offer_id>/apply/", apply_views.apply, name="apply"),
    path(OWN, learner_views.mine, name="my-applications"),
    path(f"{OWN}<int:application_id>/", learner_views.one, name="my-application"),
    path(f"{OWN}<int:application_id>/sent/", learner_views.sent, name="application-sent"),
    path(f"{OWN}<int:application_id>/withdraw/", learner_views.withdraw, name="application-withdraw"),
    path(f"{OWN}<int:application_id>/answer/", learner_views.answer, name="application-answer"),
]
