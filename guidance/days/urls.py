"""Addresses of this noun."""

from django.urls import path

from guidance.days import for_views, left_views, views, walk_in_views

SERVICE = "services/<int:organisation_id>/"

urlpatterns = [
    path("day/", views.day, name="day"),
    path("day/<int:meeting_id>/", views.meeting, name="day-meeting"),
    path("day/<int:meeting_id>/move/", views.move, name="day-meeting-move"),
    path("day/<int:meeting_id>/cancel/", views.cancel, name="day-meeting-cancel"),
    path("day/<int:meeting_id>/missed/", views.missed, name="day-meeting-missed"),
    path("caseload/", views.caseload, name="caseload"),
    path("for/<int:learner_id>/", for_views.for_learner, name="for-learner"),
    path("for/<int:learner_id>/<int:meeting_id>/", for_views.for_learner_booked, name="for-learner-booked"),
    path("suppliers/<int:urn>/for/<int:learner_id>/", for_views.for_pupil, name="for-pupil"),
    path(
        "suppliers/<int:urn>/for/<int:learner_id>/<int:meeting_id>/",
        for_views.for_pupil_booked,
        name="for-pupil-booked",
    ),
    path(f"{SERVICE}book/", walk_in_views.walk_in, name="walk-in"),
    path(f"{SERVICE}book/<int:meeting_id>/", walk_in_views.booked, name="walk-in-booked"),
    path(f"{SERVICE}meetings/", left_views.meetings, name="left-meetings"),
    path(f"{SERVICE}meetings/<int:meeting_id>/", left_views.meeting, name="left-meeting"),
]
