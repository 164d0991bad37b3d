"""Pages of this room: the mailbox, which exists in demo mode only."""

from django.conf import settings
from django.urls import URLPattern, path

from frontdoor.letters import views

app_name = "letters"
mailbox_urls = [
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<int:letter_id>/", views.letter, name="letter"),
    path("mailbox/<int:letter_id>/as-sent/", views.as_sent, name="as-sent"),
]
urlpatterns: list[URLPattern] = mailbox_urls if settings.DEMO else []
