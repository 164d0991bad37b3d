"""Addresses of this noun."""

from django.urls import path

from guidance.days import for_views, views

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
]
