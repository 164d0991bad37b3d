"""Pages of choices."""

from django.urls import path

from frontdoor.careers.choices import views

app_name = "choices"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:stage>/", views.stage, name="stage"),
    path("<slug:stage>/near/", views.near, name="near"),
    path("<slug:stage>/easy-read/", views.easy_read, name="easy-read"),
    # Below the two above: "near" and "easy-read" are no subjects.
    path("teachers/<slug:subject>/", views.subject, name="subject"),
]
