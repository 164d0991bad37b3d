"""Pages of this room, a folder a noun; those made of several rooms (`/learners/<urn>/`, `/record/`) are in `frontdoor.home`."""

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

app_name = "record"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("frontdoor.record.care.urls")),
    path("", include("frontdoor.record.needs.urls")),
    path("", include("frontdoor.record.claims.urls")),
    path("", include("frontdoor.record.joining.urls")),
    path("", include("frontdoor.record.carers.urls")),
    path("learners/<int:urn>/activities/", include("frontdoor.record.activities.urls")),
    path("learners/<int:urn>/roll/", include("frontdoor.record.roll.urls")),
]
