"""Addresses of the register."""

from django.urls import path

from guidance.advisers import proof_views, views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("register/<int:adviser_id>/", views.adviser, name="adviser"),
    path("register/<int:adviser_id>/details/", views.details, name="adviser-details"),
    path("register/<int:adviser_id>/meetings/", views.limits, name="adviser-limits"),
    path("register/<int:adviser_id>/proofs/send/<slug:kind>/", proof_views.send, name="proof-send"),
    path("register/<int:adviser_id>/proofs/<int:proof_id>/", proof_views.proof, name="proof"),
    path("register/<int:adviser_id>/proofs/<int:proof_id>/accept/", proof_views.accept, name="proof-accept"),
    path("register/<int:adviser_id>/proofs/<int:proof_id>/send-back/", proof_views.send_back, name="proof-send-back"),
    path("register/<int:adviser_id>/proofs/<int:proof_id>/withdraw/", proof_views.withdraw, name="proof-withdraw"),
]
