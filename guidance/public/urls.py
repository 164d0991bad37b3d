"""Addresses of this noun: for everybody."""

from django.urls import path

from guidance.public import views

urlpatterns = [
    path("what-it-is/", views.what_it_is, name="what-it-is"),
    path("advisers/", views.advisers, name="public-advisers"),
    path("advisers/<int:adviser_id>/", views.adviser, name="public-adviser"),
]
