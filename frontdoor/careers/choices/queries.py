"""Careers for choices' pages."""

from django.db.models import QuerySet

from frontdoor.careers.models import Career


def careers_with_subject(subject: str) -> QuerySet[Career]:
    """The careers that a school subject helps with, by title."""
    return Career.objects.filter(subjects__contains=[subject]).only("slug", "title").order_by("title")
