"""What the quiz reads of careers."""

from collections.abc import Iterable

from django.contrib.postgres.aggregates import ArrayAgg

from frontdoor.careers.models import Career
from frontdoor.careers.quiz.matching import Facts


def facts() -> list[Facts]:
    """Every career as the quiz knows it; one query."""
    rows = Career.objects.order_by().annotate(groups=ArrayAgg("categories"))
    columns = rows.values_list("slug", "main_category_id", "traits", "subjects", "groups")
    return [
        Facts(slug, group, traits, frozenset(subjects) | frozenset(groups))
        for slug, group, traits, subjects, groups in columns
    ]


def careers(slugs: Iterable[str]) -> dict[str, Career]:
    """Careers by slug; one query."""
    return {one.slug: one for one in Career.objects.filter(slug__in=slugs)}
