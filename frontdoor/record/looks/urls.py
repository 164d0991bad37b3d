"""Pages of this noun."""

from django.urls import path

from frontdoor.record.looks import views

urlpatterns = [path("record/looked/", views.looked, name="looked")]
