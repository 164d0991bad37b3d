"""Addresses of this noun."""

from django.urls import path

from guidance.days import views

urlpatterns = [
    path("day/", views.day, name="day"),
]
