"""Frontdoor: one door for careers in England."""

from frontdoor.celery import app as celery_app

__all__ = ["celery_app"]
