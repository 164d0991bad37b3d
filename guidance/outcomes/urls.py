"""Addresses of this noun: the two pages on which an adviser says what became of a meeting, and what was agreed."""

from django.urls import path

from guidance.outcomes import views

ONE = "day/<int:meeting_id>/"
urlpatterns = [
    path(f"{ONE}outcome/", views.outcome, name="day-meeting-outcome"),
    path(f"{ONE}next/", views.after, name="day-meeting-next"),
]
