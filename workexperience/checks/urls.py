"""Addresses of this noun."""

from django.urls import path

from workexperience.checks import views

urlpatterns = [
    path("checks/", views.checks, name="checks"),
    path("checks/<int:check_id>/", views.check, name="check"),
    path("checks/<int:check_id>/accept/", views.accept, name="check-accept"),
    path("checks/<int:check_id>/send-back/", views.send_back, name="check-send-back"),
    path("checks/<int:check_id>/withdraw/", views.withdraw, name="check-withdraw"),
    path("<int:organisation_id>/check/", views.send, name="check-send"),
]
