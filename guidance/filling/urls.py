"""Addresses of this noun."""

from django.urls import path

from guidance.filling import views

urlpatterns = [
    path("suppliers/<int:urn>/periods/", views.periods, name="periods"),
]
