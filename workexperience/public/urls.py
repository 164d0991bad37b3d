"""Addresses of this noun: one offer, for everybody."""

from django.urls import path

from workexperience.public import views

urlpatterns = [
    path("<int:offer_id>/", views.offer, name="public-offer"),
    path("<int:offer_id>/days.ics", views.days, name="public-offer-download"),
]
