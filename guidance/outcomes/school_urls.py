"""Addresses of a school's pages of this noun."""

from django.urls import path

from guidance.outcomes import school_views

urlpatterns = [
    path(
        "suppliers/<int:urn>/meetings/<int:meeting_id>/summary/",
        school_views.summary,
        name="pupil-summary",
    ),
]
