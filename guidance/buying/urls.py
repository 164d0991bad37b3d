"""Addresses of this noun."""

from django.urls import path

from guidance.buying import block_views, views

SCHOOL = "suppliers/<int:urn>/"
TIME = f"{SCHOOL}time/"

urlpatterns = [
    path(f"{SCHOOL}compare/", views.compare, name="compare"),
    path(f"{SCHOOL}order/<int:offer_id>/", views.order, name="order"),
    path(TIME, block_views.blocks, name="blocks"),
    path(f"{TIME}<int:block_id>/", block_views.block, name="block"),
    path(f"{TIME}<int:block_id>/end/", block_views.end, name="block-end"),
    path(f"{TIME}<int:block_id>/statement.csv", block_views.as_file, name="block-statement"),
]
