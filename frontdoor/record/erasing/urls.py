"""Pages of this noun."""

from django.urls import path

from frontdoor.record.erasing import views

urlpatterns = [
    path("record/delete/", views.delete, name="delete"),
    path("record/delete/all/", views.delete_all, name="delete-all"),
    path("record/deleted/", views.deleted, name="deleted"),
]
