"""Addresses of this noun: a learner's feedback, signed in or by the key in a letter, and who reads it without a name."""

from django.urls import path

from frontdoor.ground.methods import READ_OR_SEND
from guidance.feedback import views
from guidance.meetings.doors import keyed, own

urlpatterns = [
    path("meetings/<int:meeting_id>/feedback/", READ_OR_SEND(own(views.feedback)), name="my-meeting-feedback"),
    path("meeting/feedback/", READ_OR_SEND(keyed(views.feedback)), name="meeting-feedback"),
    path("services/<int:organisation_id>/feedback/", views.service, name="service-feedback"),
    path("me/feedback/", views.mine, name="my-feedback"),
]
