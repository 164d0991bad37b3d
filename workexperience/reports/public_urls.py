"""Addresses of this noun for everybody."""

from django.urls import path

from workexperience.reports import views

urlpatterns = [
    path("reported/", views.thanks, name="report-thanks"),
    path("<int:offer_id>/report/", views.report_offer, name="report-offer"),
]
