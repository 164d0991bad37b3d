"""Addresses of this noun."""

from django.urls import path

from guidance.buying import views

SCHOOL = "suppliers/<int:urn>/time/"

urlpatterns = [
    path("suppliers/<int:urn>/compare/", views.block, name="compare"),
    path(f"{SCHOOL}<int:block_id>/", views.block, name="block"),
]
