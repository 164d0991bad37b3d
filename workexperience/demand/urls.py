"""Addresses of this noun, for those who check employers."""

from django.urls import path

from workexperience.demand import views

urlpatterns = [
    path("demand/", views.demand, name="demand"),
    path("demand.csv", views.demand_csv, name="demand-csv"),
]
