"""Writes of framework versions: a file becomes a version, and a version is published."""

import hashlib
import json
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import connection, transaction

from benchmarks.frameworks.parse import WrongFramework, framework
from benchmarks.frameworks.queries import forget_rules, framework_for
from benchmarks.frameworks.shape import Framework
from benchmarks.models import FrameworkVersion

LOCK = 7_303  # the first half of the advisory lock's key; the second stands for the framework's slug


class Outcome(StrEnum):
    """What became of an import, in the words of every importer's last line."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@transaction.atomic
def import_version(*, data: Any, source: str, publish: bool, now: datetime) -> tuple[FrameworkVersion, Outcome]:
    """Store a framework read by `parse.read_yaml`. Run by an operator from the command line, so there is no `by`.

    The newest version with the same content stays as it is (a draft is published if that was asked); a draft with other
    content is replaced; a published one is followed by the next number. WrongFramework changes nothing.
    """
    made = framework(data)
    _one_at_a_time(made.slug)
    body = json.dumps(data, ensure_ascii=False)
    checksum = hashlib.sha256(body.encode()).hexdigest()
    newest = FrameworkVersion.objects.filter(slug=made.slug).order_by("-number").first()
    _check_followed(made)
    if newest and newest.checksum == checksum and (newest.published_at or not publish):
        return newest, Outcome.UNCHANGED
    version = newest if newest and not newest.published_at else _next(made.slug, newest)
    outcome = Outcome.UPDATED if version.pk else Outcome.CREATED
    version.title, version.used_from, version.body, version.checksum = made.title, made.used_from, body, checksum
    version.source_file, version.imported_at = source[-200:], now
    version.published_at = now if publish else None
    version.save()
    transaction.on_commit(forget_rules)
    return version, outcome


def _one_at_a_time(slug: str) -> None:
    """Whoever imports the same framework waits here: of a first version there is no row yet that could be locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK, slug])


def _next(slug: str, newest: FrameworkVersion | None) -> FrameworkVersion:
    return FrameworkVersion(slug=slug, number=newest.number + 1 if newest else 1)


def _check_followed(made: Framework) -> None:
    """What a file says of an older framework must be true of that framework's newest version, where there is one."""
    for one in made.successions:
        older = FrameworkVersion.objects.filter(slug=one.slug).order_by("-number").first()
        if older is None:
            continue
        known = {question.id for form in framework_for(older.pk).forms for question in form.questions()}
        for question_id in one.answers:
            if question_id not in known:
                raise WrongFramework(f"{made.slug}, follows {one.slug}: {one.slug} has no question “{question_id}”.")
