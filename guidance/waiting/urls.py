"""Addresses of this noun."""

from django.urls import path

from guidance.waiting import views

urlpatterns = [
    path("waiting/", views.waiting, name="waiting"),
]
