"""Pages of this noun."""

from django.urls import path

from frontdoor.record.cases import staff_views, views

urlpatterns = [
    path("record/looked/<int:look_id>/question/", views.question, name="look-question"),
    path("record/questions/", views.questions, name="questions"),
    path("record/corrections/", views.correction, name="correction"),
    path("learners/<int:urn>/questions/", staff_views.cases, name="cases"),
    path("learners/<int:urn>/questions/<int:case_id>/", staff_views.case, name="case"),
    path("learners/<int:urn>/data-lead/", staff_views.lead, name="data-lead"),
]
