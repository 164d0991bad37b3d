"""Pages of this room, all below `/guidance/`. One namespace for all."""

from django.urls import include, path

app_name = "guidance"
urlpatterns = [
    path("guidance/", include("guidance.public.urls")),
    path("guidance/", include("guidance.services.urls")),
    path("guidance/", include("guidance.advisers.urls")),
    path("guidance/", include("guidance.times.urls")),
    path("guidance/", include("guidance.supplies.urls")),
    path("guidance/", include("guidance.buying.urls")),
    path("guidance/", include("guidance.selling.urls")),
    path("guidance/", include("guidance.filling.urls")),
    path("guidance/", include("guidance.booking.urls")),
    path("guidance/", include("guidance.meetings.urls")),
    path("guidance/", include("guidance.days.urls")),
    path("guidance/", include("guidance.feedback.urls")),
    path("guidance/", include("guidance.notes.urls")),
    path("guidance/", include("guidance.outcomes.urls")),
    path("guidance/", include("guidance.outcomes.school_urls")),
    path("guidance/", include("guidance.agreeing.urls")),
    path("guidance/", include("guidance.waiting.urls")),
]
