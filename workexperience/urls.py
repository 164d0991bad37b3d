"""Pages of this room, under /employers/. Words before numbers: an employer's own pages begin with its number."""

from django.urls import include, path

app_name = "workexperience"
urlpatterns = [
    path("", include("workexperience.checks.urls")),
    path("", include("workexperience.approaches.urls")),
    path("", include("workexperience.offers.urls")),
    path("", include("workexperience.employers.urls")),
]
