"""Pages of who can see a record."""

from django.urls import path

from frontdoor.record.sharing import views

urlpatterns = [
    path("record/sharing/", views.sharing, name="sharing"),
    path("record/sharing/<int:reason_id>/end/", views.withdraw, name="sharing-end"),
]
