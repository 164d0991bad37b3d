"""Addresses of this noun."""

from django.urls import path

from guidance.selling import views

SERVICE = "services/<int:organisation_id>/sold/"

urlpatterns = [
    path(f"{SERVICE}<int:block_id>/", views.block, name="sold-block"),
]
