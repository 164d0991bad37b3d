"""Addresses of this noun for those who check employers."""

from django.urls import path

from workexperience.reports import views

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/<int:report_id>/", views.report, name="report"),
]
