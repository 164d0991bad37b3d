"""Pages of this room, under /account/ beside allauth's."""

from django.urls import path

from frontdoor.people import views

app_name = "people"
urlpatterns = [path("stay/", views.stay, name="stay")]
