"""Writing careers: from the files that ship, from the National Careers Service, and what is computed from them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from frontdoor.careers import content
from frontdoor.careers.entries import Entry
from frontdoor.careers.finding import index
from frontdoor.careers.models import Career, Category, Occupation, Related, Way, Words
from frontdoor.careers.relating import Facts, nearest
from frontdoor.ground.importing import Counts
from frontdoor.ground.public_pages import changed

SAME_NAME = ("title", "overview", "does", "helps", "leads", "also", "subjects", "traits", "skills", "checks")
WAY_FACTS = ("needs", "courses", "subjects", "awards", "levels", "standards")


@transaction.atomic
def put(
    entries: Iterable[Entry], *, words: Words, as_at: date, reviewer: str = "", reviewed_on: date | None = None
) -> Counts:
    """Store careers with their ways in, then compute anew which are related; counts the careers.

    An entry that says what is stored already changes nothing. Careers that somebody edited by hand are left alone, and
    so are an operator's imported words when ours are loaded.
    """
    counts = Counts()
    stored = {one.slug: one for one in Career.objects.prefetch_related("categories", "ways")}
    codes = set(Occupation.objects.values_list("code", flat=True))
    new: dict[str, Entry] = {}
    shared = {"words": words, "facts_as_at": as_at, "reviewer": reviewer, "reviewed_on": reviewed_on}
    for entry in entries:
        career = stored.get(entry.slug)
        if career is None:
            new[entry.slug] = entry
            counts.created += 1
        elif (
            career.edited_at
            or (career.words == Words.NCS and words == Words.OURS)
            or _as_stored(career) == _as_wanted(entry, codes, shared)
        ):
            counts.unchanged += 1
        else:
            _write(career, entry, codes, shared)
            counts.updated += 1
    _create(new, codes, shared)
    if counts.created or counts.updated:
        relate()
        changed()
    index.fill()  # also when nothing changed: the lists of words may have
    return counts


def _create(new: Mapping[str, Entry], codes: set[str], shared: Mapping[str, Any]) -> None:
    """All new careers at once: one by one took four times as long."""
    made = Career.objects.bulk_create(
        Career(slug=slug, **_columns(entry, codes, shared)) for slug, entry in new.items()
    )
    belongs = Career.categories.through
    belongs.objects.bulk_create(
        belongs(career_id=one.pk, category_id=category)
        for one in made
        for category in dict.fromkeys(new[one.slug].categories)
    )
    Way.objects.bulk_create(
        Way(career=one, kind=kind, **facts) for one in made for kind, facts in new[one.slug].ways.items()
    )
    if made:  # the planner knows nothing of rows that came all at once
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE careers_career, careers_career_categories, careers_way, careers_occupation")


def _columns(entry: Entry, codes: set[str], shared: Mapping[str, Any]) -> dict[str, Any]:
    hours = entry.hours
    return {
        **{name: getattr(entry, name) for name in SAME_NAME},
        **shared,
        "main_category_id": entry.categories[0],
        "occupation_id": entry.soc2020 if entry.soc2020 in codes else None,
        "occupation_note": entry.soc_note,
        "hours_least": hours.get("least"),
        "hours_most": hours.get("most"),
        "hours_kind": hours.get("kind", ""),
        "hours_when": hours.get("when", ""),
        "hours_how": hours.get("how", ""),
    }


def _as_wanted(entry: Entry, codes: set[str], shared: Mapping[str, Any]) -> dict[str, Any]:
    ways = {kind: {name: facts.get(name, []) for name in WAY_FACTS} for kind, facts in entry.ways.items()}
    return _columns(entry, codes, shared) | {"categories": set(entry.categories), "ways": ways}


def _as_stored(career: Career) -> dict[str, Any]:
    columns = _columns(
        Entry("", "", [""], ""), set(), dict.fromkeys(("words", "facts_as_at", "reviewer", "reviewed_on"))
    )
    ways = {way.kind: {name: getattr(way, name) for name in WAY_FACTS} for way in career.ways.all()}
    categories = {category.pk for category in career.categories.all()}
    return {name: getattr(career, name) for name in columns} | {"categories": categories, "ways": ways}


def _write(career: Career, entry: Entry, codes: set[str], shared: Mapping[str, Any]) -> None:
    for name, value in _columns(entry, codes, shared).items():
        setattr(career, name, value)
    career.save()
    career.categories.set(Category.objects.filter(pk__in=entry.categories))
    career.ways.all().delete()
    Way.objects.bulk_create(Way(career=career, kind=kind, **facts) for kind, facts in entry.ways.items())


def edited(career: Career, *, now: datetime) -> None:
    """Somebody changed a career by hand: it is theirs from now on; what is related and what the search finds is made anew."""
    career.edited_at = now
    career.save(update_fields=["edited_at"])
    relate()
    index.fill()
    changed()


@transaction.atomic
def relate() -> None:
    """Compute for every career which others are near it."""
    careers = {one.slug: one for one in Career.objects.prefetch_related("categories")}
    names = dict(Category.objects.values_list("slug", "title")) | content.skills()
    facts = [
        Facts(
            key=one.slug,
            occupation=one.occupation_id or "",
            categories=frozenset(category.pk for category in one.categories.all()),
            skills=frozenset(one.skills),
        )
        for one in careers.values()
    ]
    Related.objects.all().delete()
    Related.objects.bulk_create(
        Related(career=careers[slug], other=careers[near.key], rank=rank, why=near.why[:200])
        for slug, others in nearest(facts, names).items()
        for rank, near in enumerate(others, 1)
    )


def put_categories(titles: Mapping[str, str]) -> None:
    """Store the job categories."""
    Category.objects.bulk_create(
        [Category(slug=slug, title=title) for slug, title in titles.items()],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["title"],
    )


def put_occupations(occupations: Iterable[Occupation]) -> None:
    """Store the occupation groups and their pay."""
    Occupation.objects.bulk_create(
        occupations,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[field.name for field in Occupation._meta.fields if not field.primary_key],
    )
    changed()
