"""Reading careers: the list with its filters, one career's page, and what is near it."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Count, Model, Q, QuerySet
from django.db.models.functions import MD5, Substr, Upper
from django.utils import timezone

from frontdoor.careers.advisers.models import AdultService
from frontdoor.careers.models import Career, Category, Kind, Occupation, Way

Row = TypeVar("Row", bound=Model)
PAY_STEPS = (20_000, 25_000, 30_000, 40_000, 50_000)  # pounds a year


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the list for; empty asks for nothing. `pay` is the least middle pay in pounds a year."""

    category: str = ""
    subject: str = ""
    way: str = ""
    pay: int | None = None
    letter: str = ""


def careers_listed(wanted: Wanted) -> QuerySet[Career]:
    """The careers that fit every wish, A to Z, with what a line of the list shows, in one query."""
    wishes = Q()
    if wanted.category:
        wishes &= Q(categories=wanted.category)
    if wanted.subject:
        wishes &= Q(subjects__contains=[wanted.subject])
    if wanted.way:
        wishes &= Q(ways__kind=wanted.way)
    if wanted.pay:
        wishes &= Q(occupation__median__gte=wanted.pay)
    if wanted.letter:
        wishes &= Q(title__istartswith=wanted.letter)
    found = Career.objects.filter(wishes).select_related("occupation", "main_category")
    return found.defer("does", "helps", "leads", "also", "skills", "traits", "checks").order_by(Upper("title"))


def categories_counted() -> QuerySet[Category]:
    """The job categories with the number of careers in each, A to Z."""
    return Category.objects.annotate(number=Count("careers")).filter(number__gt=0).order_by("title")


def letters() -> list[str]:
    """The letters with which a career begins."""
    first = Upper(Substr("title", 1, 1))
    return list(Career.objects.order_by(first).values_list(first, flat=True).distinct())


@dataclass(frozen=True)
class Near:
    """A career that is near another, and why, in a sentence."""

    slug: str
    title: str
    why: str


@dataclass(frozen=True)
class Whole:
    """A career with all that its page shows; `service` is the adult service of today, None where no row says one."""

    career: Career
    ways: list[Way]
    related: list[Near]
    categories: list[Category]
    service: AdultService | None


# By hand, and as one column: the same through the ORM took five questions and 8 ms of this process.
WHOLE = """
SELECT json_build_object(
    'career', row_to_json(c),
    'main', row_to_json(m),
    'occupation', row_to_json(o),
    'categories', (SELECT json_agg(row_to_json(k) ORDER BY k.title) FROM careers_career_categories l
        JOIN careers_category k ON k.slug = l.category_id WHERE l.career_id = c.id),
    'ways', (SELECT json_agg(row_to_json(w) ORDER BY w.kind) FROM careers_way w WHERE w.career_id = c.id),
    'related', (SELECT json_agg(json_build_object('slug', n.slug, 'title', n.title, 'why', r.why) ORDER BY r.rank)
        FROM careers_related r JOIN careers_career n ON n.id = r.other_id WHERE r.career_id = c.id),
    'service', (SELECT row_to_json(s) FROM careers_adultservice s WHERE s.starts <= %s ORDER BY s.starts DESC LIMIT 1)
)::text
FROM careers_career c
JOIN careers_category m ON m.slug = c.main_category_id
LEFT JOIN careers_occupation o ON o.code = c.occupation_id
WHERE c.slug = %s
"""


def whole_career(slug: str) -> Whole | None:
    """A career and what stands around it, in one query; None where there is none of that name."""
    with connection.cursor() as cursor:
        cursor.execute(WHOLE, [timezone.localdate(), slug])
        row = cursor.fetchone()
    if row is None:
        return None
    found = json.loads(row[0])
    career = _made(Career, found["career"])
    career.main_category = _made(Category, found["main"])
    career.occupation = _made(Occupation, found["occupation"]) if found["occupation"] else None
    return Whole(
        career,
        ways=[_made(Way, way) for way in found["ways"] or ()],
        related=[Near(**near) for near in found["related"] or ()],
        categories=[_made(Category, category) for category in found["categories"] or ()],
        service=_made(AdultService, found["service"]) if found["service"] else None,
    )


def _made(model: type[Row], row: dict[str, Any]) -> Row:
    """A row that came as JSON, with dates and decimals as the model has them."""
    return model(*[field.to_python(row[field.attname]) for field in model._meta.concrete_fields])


def career_of_the_day(day: date) -> Career | None:
    """A career with its full text, another each day and the same for everybody; None when there is none."""
    whole = Career.objects.exclude(does=[]).order_by(MD5("slug"))
    number = whole.count()
    return whole.only("slug", "title", "overview")[day.toordinal() % number] if number else None


def ways_named() -> list[tuple[str, str]]:
    """The kinds of way that a list can be narrowed to."""
    return [(kind.value, str(kind.label)) for kind in Kind]
