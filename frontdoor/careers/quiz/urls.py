"""The quiz: `/careers/quiz/`. Its first page of statements is its first page."""

from django.urls import path

from frontdoor.careers.quiz import views

app_name = "quiz"
urlpatterns = [
    path("", views.page, name="start"),
    path("<int:number>/", views.page, name="page"),
    path("result/", views.result, name="result"),
    path("how/", views.how, name="how"),
    path("not-for-me/", views.not_for_me, name="not-for-me"),
    path("bring-back/", views.bring_back, name="bring-back"),
    path("again/", views.again, name="again"),
    path("open/", views.open_result, name="open"),
]
