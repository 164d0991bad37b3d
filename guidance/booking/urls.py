"""Addresses of this noun."""

from django.urls import path

from guidance.booking import views

urlpatterns = [
    path("", views.start, name="start"),
]
