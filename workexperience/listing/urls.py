"""Addresses of this noun: the listing itself."""

from django.urls import path

from workexperience.listing import views

urlpatterns = [path("", views.listing, name="listing")]
