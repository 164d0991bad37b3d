"""Pages of codes."""

from django.urls import path

from frontdoor.record.claims import views

urlpatterns = [
    path("learners/<int:urn>/invite/", views.invite, name="invite"),
    path("record/claim/", views.claim, name="claim"),
    path("record/claim/confirm/", views.confirm, name="claim-confirm"),
]
