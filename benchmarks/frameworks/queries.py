"""Reads of framework versions. A published version never changes, so its parsed form is kept by the process."""

import json

from django.core.cache import cache

from benchmarks.counting.days import DaysRule
from benchmarks.frameworks.carry import carried, is_break
from benchmarks.frameworks.files import shipped
from benchmarks.frameworks.parse import framework
from benchmarks.frameworks.shape import Answers, AnswerValue, Form, Framework
from benchmarks.models import FrameworkVersion
from frontdoor.ground.refused import Refused
from frontdoor.ground.years import in_words

_kept: dict[int, Framework] = {}
RULES, MINUTE = "benchmarks.days", 60  # the key in the cache, and for how many seconds


def version_for(year: str) -> FrameworkVersion:
    """The version that a new return of this academic year is made under: published, in use by then, the newest of those.

    Refused when nothing was in use by then. The body is left in the database: ask `form_for`.
    """
    published = FrameworkVersion.objects.filter(published_at__isnull=False, used_from__lte=year)
    found = published.defer("body").order_by("-used_from", "-published_at", "-number").first()
    if found is None:
        raise Refused(f"There are no benchmark questions for {in_words(year)}.")
    return found


def framework_for(version_id: int) -> Framework:
    """A version as a `Framework`. FrameworkVersion.DoesNotExist when there is none."""
    if version_id in _kept:
        return _kept[version_id]
    version = FrameworkVersion.objects.get(pk=version_id)
    found = framework(json.loads(version.body))
    if version.published_at:  # a draft may still change
        _kept[version_id] = found
    return found


def form_for(version_id: int, form_key: str) -> Form:
    """One form of a version: `schools`, `specialist` or `colleges`. KeyError when the framework has no such form."""
    return framework_for(version_id).form(form_key)


def days_rule(version_id: int) -> DaysRule | None:
    """How hours at a workplace become days under a version; None where its framework counts none.

    A version published before the rule stood in its file is read by the rule that its framework's file has now.
    """
    found = framework_for(version_id)
    return found.days or (now.days if (now := shipped(found.slug)) else None)


def days_rule_of(year: str) -> DaysRule | None:
    """The same for new returns of an academic year: what pages outside a return count by.

    Kept for a minute, because each pupil's page asks; `forget_rules` when a version is published.
    """
    known: dict[str, DaysRule | None] = cache.get(RULES) or {}
    if year not in known:
        known[year] = days_rule(version_for(year).pk)
        cache.set(RULES, known, MINUTE)
    return known[year]


def forget_rules() -> None:
    """Ask the database again: a version has been published."""
    cache.delete(RULES)


def series_break(older_id: int, newer_id: int) -> bool:
    """Whether results under these two versions are different measures, so that no line may join them."""
    return is_break(framework_for(older_id), framework_for(newer_id))


def carry_forward(older_id: int, newer_id: int, form_key: str, answers: Answers) -> dict[str, AnswerValue]:
    """The answers given under an older version that may start a new return, by the newer version's question ids.

    Numbers are never among them: they are asked afresh every year.
    """
    return carried(framework_for(older_id), framework_for(newer_id), form_key, answers)
