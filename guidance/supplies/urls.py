"""Addresses of this noun."""

from django.urls import path

from guidance.supplies import service_views, views

urlpatterns = [
    path("suppliers/", views.mine, name="suppliers-mine"),
    path("suppliers/<int:urn>/", views.suppliers, name="suppliers"),
    path("suppliers/<int:urn>/find/", views.find, name="suppliers-find"),
    path("suppliers/<int:urn>/find/<int:organisation_id>/", views.choose, name="supplier-choose"),
    path("suppliers/<int:urn>/<int:supply_id>/", views.supply, name="supply"),
    path("suppliers/<int:urn>/<int:supply_id>/end/", views.end, name="supply-end"),
    path("services/<int:organisation_id>/schools/<int:supply_id>/end/", service_views.end, name="supply-stop"),
]
