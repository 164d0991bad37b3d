"""Pages of an institution's roll, below `/learners/<urn>/roll/`."""

from django.urls import path

from frontdoor.record.roll import views

urlpatterns = [
    path("", views.upload, name="roll-upload"),
    path("new-year/", views.new_year, name="roll-new-year"),
    path("<int:job_id>/", views.job, name="roll-job"),
    path("<int:job_id>/rejected/file/", views.rejects, name="roll-rejects"),
    path("<int:job_id>/<slug:which>/", views.listed, name="roll-list"),
]
