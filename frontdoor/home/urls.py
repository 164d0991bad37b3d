"""Pages of this room."""

from django.urls import path

from frontdoor.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
]
