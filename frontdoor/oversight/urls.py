"""Pages of this room."""

from django.urls import include, path

from frontdoor.oversight import reminding, views
from frontdoor.oversight.performance import useful
from frontdoor.oversight.performance import views as performance
from frontdoor.oversight.provider_access import views as provider_access

app_name = "oversight"
urlpatterns = [
    path("", include("frontdoor.oversight.letters.urls")),
    path("provider-access/", provider_access.log, name="provider-access"),
    path("performance/", performance.performance, name="performance"),
    path("useful/", useful.useful, name="useful"),
    path("useful/thank-you/", useful.thanks, name="useful-thanks"),
    path("compliance/", views.coverage, name="coverage"),
    path("compliance/list.csv", views.coverage_csv, name="coverage-csv"),
    path("compliance/no-contact/", views.no_contact, name="no-contact"),
    path("compliance/scope-not-known/", views.scope_not_known, name="scope-not-known"),
    path("compliance/remind/", reminding.remind, name="remind"),
    path("compliance/remind/<int:request_id>/", reminding.reminded, name="reminded"),
    path("compliance/<int:urn>/", views.institution, name="institution"),
    path("compliance/<int:urn>/not-expected/", views.not_expected, name="not-expected"),
    path("compliance/<int:urn>/expected/", views.expected, name="expected"),
]
