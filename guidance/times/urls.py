"""Addresses of this noun."""

from django.urls import path

from guidance.times import change_views, feed_views, views

ONE = "times/<int:adviser_id>/"
urlpatterns = [
    path(ONE, views.times, name="times"),
    path(f"{ONE}hours/add/", change_views.add, name="times-add"),
    path(f"{ONE}hours/<int:weekly_id>/", change_views.change, name="times-change"),
    path(f"{ONE}hours/<int:weekly_id>/end/", change_views.end, name="times-end"),
    path(f"{ONE}away/", change_views.away, name="times-away"),
    path(f"{ONE}extra/", change_views.extra, name="times-extra"),
    path(f"{ONE}changes/<int:change_id>/remove/", change_views.remove, name="times-remove"),
    path(f"{ONE}calendar/make/", feed_views.make, name="times-feed-make"),
    path(f"{ONE}calendar/stop/", feed_views.stop, name="times-feed-stop"),
    path("feed/", feed_views.feed, name="feed"),
]
