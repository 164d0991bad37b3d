"""Pages of activities, below `/learners/<urn>/activities/`; included by the room's `urls.py`."""

from django.urls import path

from frontdoor.record.activities import job_views, log_views, views

urlpatterns = [
    path("", views.activities, name="activities"),
    path("log/", log_views.log, name="activity-log"),
    path("file/", job_views.upload, name="activity-upload"),
    path("file/<int:job_id>/", job_views.job, name="activity-job"),
    path("file/<int:job_id>/rejected/", job_views.rejects, name="activity-rejects"),
    path("<int:activity_id>/", views.activity, name="activity"),
    path("<int:activity_id>/saved/", log_views.saved, name="activity-saved"),
    path("<int:activity_id>/again/", log_views.same_again, name="activity-again"),
    path("<int:activity_id>/change/", views.change, name="activity-change"),
    path("<int:activity_id>/who/", views.attendance, name="activity-who"),
    path("<int:activity_id>/delete/", views.delete, name="activity-delete"),
]
