"""Addresses of this noun."""

from django.urls import path

from guidance.booking import book_views, views

urlpatterns = [
    path("", views.start, name="start"),
    path("choose/", views.choose, name="choose"),
    path("hold/", book_views.hold, name="hold"),
    path("book/", book_views.book, name="book"),
    path("booked/<int:meeting_id>/", book_views.booked, name="booked"),
]
