"""Addresses of this noun."""

from django.urls import path

from workexperience.approaches import school_views, views

urlpatterns = [
    path("near/<int:urn>/", school_views.near, name="employers-near"),
    path("near/<int:urn>/asked/", school_views.asked, name="approaches-made"),
    path("near/<int:urn>/asked/<int:approach_id>/take-back/", school_views.withdraw, name="approach-withdraw"),
    path("near/<int:urn>/<int:organisation_id>/", school_views.employer, name="employer-near"),
    path("near/<int:urn>/<int:organisation_id>/ask/", school_views.ask, name="approach-ask"),
    path("<int:organisation_id>/approaches/", views.approaches, name="approaches"),
    path("<int:organisation_id>/approaches/<int:approach_id>/", views.approach, name="approach"),
]
