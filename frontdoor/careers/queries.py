"""Reading careers: the list with its filters, one career's page, and what is near it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import MD5, Substr, Upper

from frontdoor.careers.models import Career, Category, Kind, Related

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


def career_pages() -> QuerySet[Career]:
    """Careers with all that their page shows: four queries, however much that is."""
    others = Related.objects.select_related("other").only(
        "career", "rank", "why", "other__slug", "other__title", "other__overview"
    )
    return Career.objects.select_related("occupation", "main_category").prefetch_related(
        "ways", "categories", Prefetch("related", queryset=others)
    )


def career_of_the_day(day: date) -> Career | None:
    """A career with its full text, another each day and the same for everybody; None when there is none."""
    whole = Career.objects.exclude(does=[]).order_by(MD5("slug"))
    number = whole.count()
    return whole.only("slug", "title", "overview")[day.toordinal() % number] if number else None


def ways_named() -> list[tuple[str, str]]:
    """The kinds of way that a list can be narrowed to."""
    return [(kind.value, str(kind.label)) for kind in Kind]
