"""Addresses of this noun."""

from django.urls import path

from guidance.selling import offer_views, views

OFFERS = "services/<int:organisation_id>/offers/"
SOLD = "services/<int:organisation_id>/sold/"

urlpatterns = [
    path(OFFERS, offer_views.offers, name="time-offers"),
    path(f"{OFFERS}new/", offer_views.new, name="time-offer-new"),
    path(f"{OFFERS}<int:offer_id>/", offer_views.change, name="time-offer"),
    path(f"{OFFERS}<int:offer_id>/end/", offer_views.end, name="time-offer-end"),
    path(SOLD, views.sold, name="sold"),
    path(f"{SOLD}<int:block_id>/", views.block, name="sold-block"),
    path(f"{SOLD}<int:block_id>/end/", views.end, name="sold-block-end"),
]
