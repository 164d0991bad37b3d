"""Addresses of this noun."""

from django.urls import path

from guidance.filling import fill_views, views

urlpatterns = [
    path("suppliers/<int:urn>/periods/", views.periods, name="periods"),
    path("suppliers/<int:urn>/fill/", fill_views.fill, name="fill"),
]
