"""Pages of joined records."""

from django.urls import path

from frontdoor.record.joining import views

urlpatterns = [path("record/joined/<int:joining_id>/", views.joined, name="joined")]
