"""Addresses of this noun."""

from django.urls import path

from guidance.waiting import service_views, views

urlpatterns = [
    path("waiting/", views.waiting, name="waiting"),
    path("waiting/stop/", views.stop, name="waiting-stop"),
    path("offer/", views.offer, name="offer"),
    path("services/<int:organisation_id>/waiting/", service_views.waiting, name="waiting-service"),
]
