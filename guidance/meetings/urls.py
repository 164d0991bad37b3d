"""Addresses of this noun: a learner's meetings, one of them by the key in a letter, and who joins, by the adviser."""

from django.urls import path
from django.views.decorators.http import require_safe

from frontdoor.ground.methods import READ_OR_SEND
from guidance.meetings import adviser_views, readers_views, views
from guidance.meetings.doors import keyed, own

ONE = "meetings/<int:meeting_id>/"
urlpatterns = [
    path("meetings/", views.mine, name="my-meetings"),
    path(ONE, require_safe(own(views.one)), name="my-meeting"),
    path(f"{ONE}move/", READ_OR_SEND(own(views.move)), name="my-meeting-move"),
    path(f"{ONE}cancel/", READ_OR_SEND(own(views.cancel)), name="my-meeting-cancel"),
    path(f"{ONE}meeting.ics", require_safe(own(views.file)), name="my-meeting-file"),
    path(f"{ONE}readers/", READ_OR_SEND(own(readers_views.readers)), name="my-meeting-readers"),
    path(f"{ONE}supporter/", views.supporter, name="my-meeting-supporter"),
    path(f"{ONE}supporters/<int:supporter_id>/end/", views.supporter_end, name="my-meeting-supporter-end"),
    path("day/<int:meeting_id>/supporter/", adviser_views.supporter, name="day-meeting-supporter"),
    path("day/<int:meeting_id>/supporter/end/", adviser_views.supporter_end, name="day-meeting-supporter-end"),
    path("meeting/", require_safe(keyed(views.one)), name="meeting"),
    path("meeting/move/", READ_OR_SEND(keyed(views.move)), name="meeting-move"),
    path("meeting/cancel/", READ_OR_SEND(keyed(views.cancel)), name="meeting-cancel"),
    path("meeting/meeting.ics", require_safe(keyed(views.file)), name="meeting-file"),
]
