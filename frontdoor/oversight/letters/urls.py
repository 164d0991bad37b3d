"""Pages of letters that may not have arrived."""

from django.urls import path

from frontdoor.oversight.letters import views

urlpatterns = [
    path("letters/", views.letters, name="letters"),
    path("letters/<int:letter_id>/", views.letter, name="letter"),
    path("letters/<int:letter_id>/decide/", views.decide, name="letter-decide"),
]
