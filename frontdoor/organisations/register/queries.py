"""Find a school: by name, town, postcode or URN, typing errors forgiven."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramDistance
from django.db.models import Case, F, FloatField, Func, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Greatest, Least, Left, Length

from frontdoor.organisations.models import Kind, NameKey, Near, Organisation, PointField
from frontdoor.organisations.places.layouts import outcode, postcode
from frontdoor.organisations.places.queries import Answer, locate

# So many nearest names are compared letter by letter: enough that thirty namesakes leave room for others.
CANDIDATES = 100
# A hit differs from what was typed in at most this share of its letters; past it hits are noise ("zzzz").
FARTHEST = 0.62
IN_TOWN = 0.35
LONGEST = 120


class Levenshtein(Func):
    """Letters to change between two texts of at most 255 characters (PostgreSQL's fuzzystrmatch)."""

    function = "levenshtein"
    output_field = FloatField()


def findable() -> QuerySet[Organisation]:
    """The institutions that may be found: all of the register but closed ones."""
    # Written as the indexes' condition is, so that they serve it.
    return Organisation.objects.filter(Q(kind=Kind.INSTITUTION) & ~Q(status_code="2"))


def schools_like(text: str, *, within: QuerySet[Organisation] | None = None) -> QuerySet[Organisation]:
    """The institutions that somebody may mean, best first; `within` narrows them (a hub's own schools)."""
    asked = " ".join(text.split())[:LONGEST]
    institutions = findable() if within is None else within & findable()
    if asked.isascii() and asked.isdigit():
        return institutions.filter(urn=int(asked) if len(asked) < 10 else None)
    if full := postcode(asked):
        return _by_place(institutions, full)
    if first := outcode(asked):
        return institutions.filter(postcode__startswith=f"{first} ").order_by("name", "pk")
    if not set(re.findall(r"\w+", asked.lower())) - {"the", "_"}:
        return institutions.none()  # "the" and marks are no part of a name as it is compared
    return _by_name(institutions, asked)


def find_schools(text: str, limit: int = 20) -> list[Organisation]:
    """The best hits, each with its council."""
    return list(schools_like(text).select_related("council")[:limit])


def _by_name(institutions: QuerySet[Organisation], asked: str) -> QuerySet[Organisation]:
    key = NameKey(Value(asked))
    nearest = institutions.order_by(TrigramDistance("name_key", key)).values("pk")[:CANDIDATES]  # type: ignore[arg-type]
    containing = institutions.filter(name_key__contains=key).order_by(Length("name_key")).values("pk")[:CANDIDATES]
    in_town = institutions.filter(town_key=key).order_by("name").values("pk")[:CANDIDATES]
    # Three small queries, each through its own index; joined by OR they would read the whole register.
    candidates = {row["pk"] for row in nearest.union(containing, in_town)}
    ranked = Organisation.objects.filter(pk__in=candidates).annotate(rank=_rank(key))
    return ranked.filter(rank__lte=FARTHEST).order_by("rank", "name", "pk")


def _rank(key: NameKey) -> Case:
    """From 0, the very name (or name and town), to 1: half by letters to change, half by shared groups of three."""
    full = Func(F("name_key"), F("town_key"), template="%(expressions)s", arg_joiner=" || ' ' || ")
    full.output_field = TextField()
    near = Least(_difference(F("name_key"), key), _difference(full, key), output_field=FloatField())
    return Case(
        When(town_key=key, then=Least(near, Value(IN_TOWN))),
        When(name_key__contains=key, then=Least(near, Value(IN_TOWN) + near / Value(4.0))),
        default=near,
        output_field=FloatField(),
    )


def _difference(one: F | Func, other: NameKey) -> CombinedExpression:
    short = Left(one, LONGEST)
    longest = Cast(Greatest(Length(short), Length(other), Value(1)), FloatField())
    letters = Cast(Levenshtein(short, other), FloatField()) / longest
    return (letters + TrigramDistance(one, other)) / Value(2.0)  # type: ignore[arg-type]


def _by_place(institutions: QuerySet[Organisation], full: str) -> QuerySet[Organisation]:
    """Those of this very postcode, then the nearest ones."""
    here = institutions.filter(postcode=full)
    point = locate(full).point
    if point is None:
        return here.order_by("name", "pk")
    away = Near(F("point"), Value(point, output_field=PointField()))
    nearest = institutions.filter(point__isnull=False).order_by(away).values("pk")[:CANDIDATES]
    return (
        Organisation.objects.filter(Q(pk__in=here.values("pk")) | Q(pk__in=nearest))
        .annotate(metres=away)
        .order_by(Case(When(postcode=full, then=0), default=1), F("metres").asc(nulls_last=True), "pk")
    )


@dataclass(frozen=True)
class Namesakes:
    """Institutions that share the best hit's name: how many, and the towns to tell them apart by."""

    name: str
    count: int
    towns: Sequence[str]


def namesakes(hits: Sequence[Organisation]) -> Namesakes | None:
    """Whether the best hit's name stands for several: then "which town?" is asked. None when it does not."""
    if len(hits) < 2 or hits[0].name_key != hits[1].name_key:
        return None
    same = list(findable().filter(name_key=hits[0].name_key).order_by("town").values_list("town", flat=True))
    return Namesakes(hits[0].name, len(same), sorted({town for town in same if town}))


def where(text: str) -> Answer | None:
    """Where a postcode or outcode is, for the sentence above its schools; None when the text is neither."""
    return locate(text) if postcode(text) or outcode(text) else None


def by_number(number: int) -> Organisation | None:
    """The body of this URN (six figures) or UKPRN (eight); None where there is none, or the number says no single one."""
    if number >= 10**9:
        return None
    found = list(Organisation.objects.filter(Q(urn=number) | Q(ukprn=number)).order_by("pk")[:2])
    return found[0] if len(found) == 1 else None
