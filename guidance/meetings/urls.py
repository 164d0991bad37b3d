"""Addresses of this noun."""

from django.urls import path

from guidance.meetings import views

urlpatterns = [
    path("meeting/", views.meeting, name="meeting"),
]
