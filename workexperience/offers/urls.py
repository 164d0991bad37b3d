"""Addresses of this noun: an employer's own pages."""

from django.urls import path

from workexperience.offers import screen_views, views

AT = "<int:organisation_id>/offers/"
ONE = f"{AT}<int:offer_id>/"

urlpatterns = [
    path(AT, views.offers, name="offers"),
    path(f"{AT}new/", screen_views.new, name="offer-new"),
    path(ONE, views.offer, name="offer"),
    path(f"{ONE}kind/", screen_views.screen, {"name": "kind"}, name="offer-kind"),
    path(f"{ONE}what/", screen_views.screen, {"name": "what"}, name="offer-what"),
    path(f"{ONE}where/", screen_views.screen, {"name": "where"}, name="offer-where"),
    path(f"{ONE}who/", screen_views.screen, {"name": "who"}, name="offer-who"),
    path(f"{ONE}when/", screen_views.when, name="offer-when"),
    path(f"{ONE}check/", screen_views.check, name="offer-check"),
    path(f"{ONE}open/", views.open_offer, name="offer-open"),
    path(f"{ONE}close/", views.close, name="offer-close"),
    path(f"{ONE}again/", views.again, name="offer-again"),
    path(f"{ONE}delete/", views.throw_away, name="offer-delete"),
]
