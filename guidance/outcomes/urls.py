"""Addresses of this noun."""

from django.urls import path

from guidance.days import views

urlpatterns = [
    path("day/<int:meeting_id>/outcome/", views.meeting, name="day-meeting-outcome"),
    path("day/<int:meeting_id>/next/", views.meeting, name="day-meeting-next"),
]
