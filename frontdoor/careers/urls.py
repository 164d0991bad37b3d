"""Pages of this room."""

from django.urls import path

from frontdoor.careers import views

app_name = "careers"
urlpatterns = [
    path("", views.explore, name="explore"),
    path("<str:slug>/", views.career, name="career"),
]
