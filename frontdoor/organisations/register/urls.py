"""Pages of the register: find a school; the department's import."""

from django.urls import path

from frontdoor.organisations.register import job_views, views

app_name = "register"
urlpatterns = [
    path("schools/", views.schools, name="schools"),
    path("register/import/", job_views.start, name="import"),
    path("register/import/<int:job_id>/", job_views.job, name="job"),
    path("register/import/<int:job_id>/rejected/", job_views.rejects, name="rejects"),
]
