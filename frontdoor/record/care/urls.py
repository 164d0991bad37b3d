"""Pages of this noun."""

from django.urls import path

from frontdoor.record.care import views

urlpatterns = [
    path("learners/<int:urn>/safeguarding/", views.contact, name="care-contact"),
    path("learners/<int:urn>/concern/", views.concern, name="care-concern"),
    path("record/safe/", views.safe, name="care-safe"),
]
