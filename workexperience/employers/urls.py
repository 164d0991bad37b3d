"""Addresses of this noun."""

from django.urls import path

from workexperience.employers import views

urlpatterns = [
    path("", views.employers, name="employers"),
    path("add/", views.add, name="employer-add"),
    path("add/known/", views.known, name="employer-known"),
    path("mine/", views.mine, name="employers-mine"),
    path("<int:organisation_id>/", views.employer, name="employer"),
    path("<int:organisation_id>/about/", views.about, name="employer-about"),
    path("<int:organisation_id>/name/", views.identity, name="employer-name"),
    path("<int:organisation_id>/place/", views.place, name="employer-place"),
]
