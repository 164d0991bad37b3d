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
    path("", include("frontdoor.record.plan.urls")),
    path("", include("frontdoor.record.looks.urls")),
    path("", include("frontdoor.record.cases.urls")),
    path("", include("frontdoor.record.sharing.urls")),
    path("", include("frontdoor.record.export.urls")),
    path("", include("frontdoor.record.erasing.urls")),
    path("learners/<int:urn>/activities/", include("frontdoor.record.activities.urls")),
    path("learners/<int:urn>/roll/", include("frontdoor.record.roll.urls")),
]
