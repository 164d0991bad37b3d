"""Addresses of this noun."""

from django.urls import path

from guidance.notes import views

urlpatterns = [
    path("day/<int:meeting_id>/notes/", views.notes, name="day-meeting-notes"),
]
