"""Pages of the register's import, under /register/."""

from django.urls import path

from frontdoor.organisations.register import job_views as views

app_name = "register"
urlpatterns = [
    path("import/", views.start, name="import"),
    path("import/<int:job_id>/", views.job, name="job"),
    path("import/<int:job_id>/rejected/", views.rejects, name="rejects"),
]
