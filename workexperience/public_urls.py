"""Pages of this room that anybody may open, under /work-experience/: each noun's own addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("workexperience.listing.urls")),
    path("", include("workexperience.public.urls")),
    path("", include("workexperience.reports.public_urls")),
]
