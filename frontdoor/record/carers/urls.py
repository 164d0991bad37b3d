"""Pages of parents and carers."""

from django.urls import path

from frontdoor.record.carers import views

ONE = "learners/<int:urn>/<int:learner_id>/carers/"

urlpatterns = [
    path("learners/<int:urn>/carers/", views.years, name="carers-years"),
    path(ONE, views.carers, name="carers"),
    path(f"{ONE}<int:carer_id>/invite/", views.invite, name="carer-invite"),
    path(f"{ONE}<int:carer_id>/stop/", views.stop, name="carer-stop"),
    path("record/children/accept/", views.accept, name="carer-accept"),
    path("record/parents/", views.parents, name="parents"),
    path("record/parents/<int:carer_id>/decide/", views.decide, name="carer-decide"),
]
