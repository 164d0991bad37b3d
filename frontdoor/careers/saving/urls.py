"""Saved things: `/saved/`."""

from django.urls import path

from frontdoor.careers.saving import views

app_name = "saved"
urlpatterns = [
    path("", views.shown, name="shown"),
    path("add/<str:slug>/", views.add, name="add"),
    path("add-result/", views.add_result, name="add-result"),
    path("remove/", views.remove, name="remove"),
    path("keep/", views.keep, name="keep"),
    path("clear/", views.clear, name="clear"),
]
