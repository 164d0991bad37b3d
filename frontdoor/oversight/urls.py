"""Pages of this room."""

from django.urls import include, path

app_name = "oversight"
urlpatterns = [
    path("", include("frontdoor.oversight.letters.urls")),
]
