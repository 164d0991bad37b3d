"""Addresses of this noun."""

from django.urls import path

from guidance.services import place_views, views

ONE = "services/<int:organisation_id>/"

urlpatterns = [
    path("services/", views.services, name="services"),
    path(ONE, views.service, name="service"),
    path(f"{ONE}about/", views.about, name="service-about"),
    path(f"{ONE}places/add/", place_views.add, name="place-add"),
    path(f"{ONE}places/<int:place_id>/", place_views.change, name="place"),
    path(f"{ONE}places/<int:place_id>/close/", place_views.close, name="place-close"),
]
