"""Pages of this noun."""

from django.urls import path

from frontdoor.record.export import views

urlpatterns = [path("record/export/", views.take, name="export")]
