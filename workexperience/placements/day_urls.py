"""Addresses of days: below `/work-experience/` by the supervisor's link and for schools, below `/employers/` for its people."""

from django.urls import path

from workexperience.placements import day_views, school_views

LINK, SCHOOL = "day/", "schools/<int:urn>/days/"
public = [
    path(LINK, day_views.day, name="day"),
    path(f"{LINK}days/<int:day_id>/", day_views.day_mark, name="day-mark"),
    path(f"{LINK}feedback/", day_views.day_feedback, name="day-feedback"),
    path(SCHOOL, school_views.placement_days, name="placement-days"),
    path(f"{SCHOOL}<int:day_id>/", school_views.placement_day, name="placement-day"),
    path(f"{SCHOOL}<int:day_id>/spoken/", school_views.placement_day_spoken, name="placement-day-spoken"),
    path(f"{SCHOOL}<int:day_id>/mark/", school_views.placement_day_mark, name="placement-day-mark"),
]
ONE = "<int:organisation_id>/applications/<int:application_id>/"
employers = [
    path(f"{ONE}days/<int:day_id>/", day_views.answer_day, name="answer-day"),
    path(f"{ONE}feedback/", day_views.answer_feedback, name="answer-feedback"),
    path(f"{ONE}link/", day_views.answer_link, name="answer-link"),
]
