"""Addresses of this noun: applying, a learner's own applications, and the school's board."""

from django.urls import path

from workexperience.applications import apply_views, board_views, learner_views, school_views

OWN = "record/work-experience/"
SCHOOL = "learners/<int:urn>/work-experience/"
urlpatterns = [
    path("work-experience/<int:offer_id>/apply/", apply_views.apply, name="apply"),
    path(OWN, learner_views.mine, name="my-applications"),
    path(f"{OWN}<int:application_id>/", learner_views.one, name="my-application"),
    path(f"{OWN}<int:application_id>/sent/", learner_views.sent, name="application-sent"),
    path(f"{OWN}<int:application_id>/withdraw/", learner_views.withdraw, name="application-withdraw"),
    path(f"{OWN}<int:application_id>/answer/", learner_views.answer, name="application-answer"),
    path(SCHOOL, board_views.everybody, name="board"),
    path(f"{SCHOOL}agree/", board_views.agree, name="board-agree"),
    path(f"{SCHOOL}agreed/", board_views.agreed, name="board-agreed"),
    path(f"{SCHOOL}remind/", board_views.chase, name="board-chase"),
    path(f"{SCHOOL}<int:application_id>/", school_views.application, name="school-application"),
    path(f"{SCHOOL}<int:application_id>/approve/", school_views.approve, name="school-approve"),
    path(f"{SCHOOL}<int:application_id>/refuse/", school_views.refuse, name="school-refuse"),
    path(f"{SCHOOL}<int:application_id>/withdraw/", school_views.withdraw, name="school-withdraw"),
]
