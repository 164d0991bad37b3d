"""Pages of who still needs what, below `/learners/<urn>/`."""

from django.urls import path

from benchmarks.entitlements import views

app_name = "entitlements"
urlpatterns = [
    path("learners/<int:urn>/gaps/", views.gaps, name="gaps"),
    path("learners/<int:urn>/gaps/group/", views.group, name="group"),
    path("learners/<int:urn>/gaps/<slug:entitlement>/<int:year_group>/", views.needing, name="needing"),
]
