"""Pages of this room that anybody may open, under /work-experience/: each noun's own addresses."""

from django.urls import include, path

from workexperience.placements import day_urls as days

urlpatterns = [
    path("", include("workexperience.listing.urls")),
    path("", include("workexperience.public.urls")),
    path("", include("workexperience.reports.public_urls")),
    path("", include(days.public)),
]
