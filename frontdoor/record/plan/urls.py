"""Pages of a learner's plan. No address names a learner: each is about whoever is signed in."""

from django.urls import path

from frontdoor.record.plan import views

GOAL = "record/plan/<int:goal_id>/"
ACTION = f"{GOAL}<int:action_id>/"

urlpatterns = [
    path("record/plan/", views.plan, name="plan"),
    path("record/plan/add/", views.add_goal, name="plan-add"),
    path(GOAL, views.goal, name="plan-goal"),
    path(f"{GOAL}reached/", views.reached, name="plan-reached"),
    path(f"{GOAL}delete/", views.delete_goal, name="plan-delete"),
    path(f"{GOAL}add/", views.add_action, name="plan-action-add"),
    path(ACTION, views.action, name="plan-action"),
    path(f"{ACTION}done/", views.done, name="plan-done"),
    path(f"{ACTION}delete/", views.delete_action, name="plan-action-delete"),
    path("record/what-helps/", views.what_helps, name="what-helps"),
]
