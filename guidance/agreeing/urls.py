"""Addresses of this noun."""

from django.urls import path

from guidance.agreeing import views

urlpatterns = [
    path("agree/<int:learner_id>/", views.agree, name="agree"),
    path("suppliers/<int:urn>/yes/<int:learner_id>/", views.told, name="parent-yes"),
    path("suppliers/<int:urn>/yes/<int:learner_id>/back/", views.told_back, name="parent-yes-back"),
    path("suppliers/<int:urn>/video/", views.video, name="school-video"),
]
