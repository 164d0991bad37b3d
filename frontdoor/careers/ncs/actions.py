"""Putting the National Careers Service's own profiles in place of our words, for an operator who holds its licence."""

import json
from datetime import date
from typing import Any

from django.utils import timezone

from frontdoor.careers import actions, content
from frontdoor.careers.entries import Entry
from frontdoor.careers.models import Career, Words
from frontdoor.careers.ncs.profile import NotAProfile, Profile, read_profile
from frontdoor.ground.importing import Report, Unreadable

WAY_FACTS = ("needs", "courses", "subjects", "awards", "levels", "standards")


def load(data: bytes, report: Report) -> None:
    """Store every profile of a JSON file: one profile, or a list of them.

    What their JSON does not hold stays as it is: the SOC 2020 match, school subjects, traits and everyday words of a
    career that we know already. A profile in no category that we know is rejected. Unreadable when it is no such JSON.
    """
    profiles = _profiles(data)
    actions.put_categories(content.categories())
    known = {career.slug: career for career in Career.objects.prefetch_related("categories", "ways")}
    entries: dict[date, list[Entry]] = {}
    for number, one in enumerate(report.follow(profiles), 1):
        try:
            profile = read_profile(one)
            entry = _entry(profile, known.get(profile.slug))
            problem = entry.problem()
        except NotAProfile as error:
            problem = str(error)
        if problem:
            report.reject(number, [_name(one)], problem)
        else:
            entries.setdefault(_as_at(profile), []).append(entry)
    for as_at, same in entries.items():
        counts = actions.put(same, words=Words.NCS, as_at=as_at, reviewer="National Careers Service")
        report.counts.created += counts.created
        report.counts.updated += counts.updated
        report.counts.unchanged += counts.unchanged


def _profiles(data: bytes) -> list[Any]:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Unreadable("This is not a JSON file of job profiles.") from error
    profiles = found if isinstance(found, list) else [found]
    if not profiles or not any(isinstance(one, dict) and {"title", "Title"} & one.keys() for one in profiles):
        raise Unreadable("This JSON holds no job profile: none of its objects has a title.")
    return profiles


def _name(one: object) -> str:
    return str(one.get("title") or one.get("Title") or one.get("file") or "") if isinstance(one, dict) else ""


def _as_at(profile: Profile) -> date:
    try:
        return date.fromisoformat(profile.updated)
    except ValueError:
        return timezone.localdate()


def _entry(profile: Profile, known: Career | None) -> Entry:
    categories = [slug for slug in profile.categories if slug in content.categories()]
    hours = {
        "least": profile.hours_least,
        "most": profile.hours_most,
        "kind": profile.hours_kind,
        "when": profile.hours_when,
        "how": profile.hours_how,
    }
    entry = Entry(
        slug=profile.slug,
        title=profile.title,
        categories=categories,
        overview=profile.overview,
        does=profile.does,
        leads=profile.leads,
        also=profile.also,
        skills=profile.skills,
        hours={name: value for name, value in hours.items() if value},
        checks=[dict(check) for check in profile.checks],  # type: ignore[arg-type]
        ways={way.kind: {name: getattr(way, name) for name in WAY_FACTS} for way in profile.ways},
    )
    return _with_ours(entry, known) if known else entry


def _with_ours(entry: Entry, known: Career) -> Entry:
    """What only we know of a career that is stored already."""
    stored = [known.main_category_id, *(one.pk for one in known.categories.all() if one.pk != known.main_category_id)]
    entry.categories = entry.categories or stored
    entry.soc2020, entry.soc_note = known.occupation_id or "", known.occupation_note
    entry.also = list(dict.fromkeys([*known.also, *entry.also]))
    entry.subjects, entry.traits = known.subjects, known.traits
    entry.skills = entry.skills or known.skills
    standards = {way.kind: way.standards for way in known.ways.all()}
    for kind, facts in entry.ways.items():
        facts["standards"] = standards.get(kind, []) if facts["standards"] else []
    if "t-level" in standards and "t-level" not in entry.ways:
        entry.ways["t-level"] = {}
    return entry
