"""Pages of this noun."""

from django.urls import path

from frontdoor.record.needs import views

urlpatterns = [
    path("learners/<int:urn>/<int:learner_id>/needs/", views.needs, name="needs"),
    path("learners/<int:urn>/<int:learner_id>/needs/end/", views.end, name="needs-end"),
]
