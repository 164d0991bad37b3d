"""Versions of frameworks: imported, published, final, and live without a deploy."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.db.models import Q

from benchmarks.frameworks.actions import import_version
from benchmarks.frameworks.parse import framework, read_yaml
from benchmarks.frameworks.queries import (
    carry_forward,
    days_rule,
    days_rule_of,
    forget_rules,
    form_for,
    framework_for,
    series_break,
    version_for,
)
from benchmarks.frameworks.shipped import load_frameworks
from benchmarks.models import FrameworkVersion
from frontdoor.ground.refused import Refused

pytestmark = pytest.mark.django_db
EXAMPLE = Path("tests/benchmarks/example.yaml").read_text()
SHIPPED = Path("benchmarks/frameworks/gatsby-2025.yaml")


@pytest.fixture
def load(tmp_path, capsys):
    """`load(text)` runs import_framework on a file of this text and gives its last line."""

    def run(text, *options):
        path = tmp_path / "example.yaml"
        path.write_text(text) if isinstance(text, str) else path.write_bytes(text)
        call_command("import_framework", str(path), *options)
        return capsys.readouterr().out.strip().splitlines()[-1]

    return run


def test_shipped_frameworks_are_published_once_the_database_is_migrated():
    assert set(FrameworkVersion.objects.filter(published_at__isnull=False).values_list("slug", "number")) == {
        ("gatsby-2014", 1),
        ("gatsby-2025", 1),
    }


def test_shipped_files_are_named_by_their_framework():
    # the loader asks for a version by the file's name before it reads the file
    for path in Path("benchmarks/frameworks").glob("*.yaml"):
        assert framework(read_yaml(path.read_text())).slug == path.stem


@pytest.mark.parametrize("slug", ["gatsby-2014", "gatsby-2025"])
def test_version_reads_as_its_file_in_the_files_order(slug):
    # jsonb would keep keys in an order of its own, and the parts of a question with them
    version = FrameworkVersion.objects.get(slug=slug)
    stored, file = (
        framework_for(version.pk),
        framework(read_yaml(Path(f"benchmarks/frameworks/{slug}.yaml").read_text())),
    )
    assert stored == file
    assert [form.key for form in stored.forms] == [form.key for form in file.forms]
    assert [one.parts for form in stored.forms for one in form.questions()] == [
        one.parts for form in file.forms for one in form.questions()
    ]


def test_loading_the_shipped_frameworks_again_does_nothing():
    assert load_frameworks(now=datetime.now(UTC)) == 0


def test_same_file_again_changes_nothing(load):
    assert load(EXAMPLE) == "created=1 updated=0 unchanged=0 rejected=0"
    assert load(EXAMPLE) == "created=0 updated=0 unchanged=1 rejected=0"
    assert load("# a comment is no change\n" + EXAMPLE) == "created=0 updated=0 unchanged=1 rejected=0"
    assert FrameworkVersion.objects.filter(slug="example").count() == 1


def test_changed_file_of_a_published_version_makes_the_next_version(load):
    load(EXAMPLE)
    assert load(EXAMPLE.replace("Is it known?", "Do people know it?")) == "created=1 updated=0 unchanged=0 rejected=0"
    first, second = FrameworkVersion.objects.filter(slug="example")
    assert (first.number, second.number) == (1, 2)
    assert form_for(first.pk, "schools").question("1.2").text == "Is it known?"
    assert form_for(second.pk, "schools").question("1.2").text == "Do people know it?"


def test_draft_is_replaced_then_published(load):
    assert load(EXAMPLE, "--draft").startswith("created=1")
    assert load(EXAMPLE.replace("Is it known?", "Do people know it?"), "--draft").startswith("created=0 updated=1")
    draft = FrameworkVersion.objects.get(slug="example")
    assert draft.published_at is None
    assert version_for("2020-21").slug == "gatsby-2014"
    assert load(EXAMPLE).startswith("created=0 updated=1")
    assert load(EXAMPLE, "--draft").startswith("created=0 updated=0 unchanged=1")
    assert version_for("2020-21").pk == draft.pk


@pytest.mark.parametrize(
    "change",
    [
        lambda: FrameworkVersion.objects.filter(slug="gatsby-2025").update(title="Other"),
        lambda: FrameworkVersion.objects.filter(slug="gatsby-2025").update(body="{}"),
        lambda: FrameworkVersion.objects.filter(slug="gatsby-2025").update(published_at=None),
        lambda: FrameworkVersion.objects.filter(slug="gatsby-2025").delete(),
    ],
)
def test_published_version_can_be_neither_changed_nor_deleted(change):
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        change()
    assert FrameworkVersion.objects.get(Q(slug="gatsby-2025")).title.startswith("Gatsby")


@pytest.mark.parametrize(
    ("year", "slug"),
    [("2014-15", "gatsby-2014"), ("2024-25", "gatsby-2014"), ("2025-26", "gatsby-2025"), ("2031-32", "gatsby-2025")],
)
def test_year_decides_the_framework(year, slug):
    assert version_for(year).slug == slug


def test_year_before_every_framework_is_refused_with_a_sentence():
    with pytest.raises(Refused, match="2012 to 2013"):
        version_for("2012-13")


def test_new_version_goes_live_at_run_time_and_the_old_one_stays_readable(load, django_assert_num_queries):
    before = version_for("2026-27")
    form_for(before.pk, "schools")
    newer = SHIPPED.read_text().replace("Is the programme on your website?", "Can people find it on your website?")
    newer = newer.replace("follows:\n", NEW_MAPPING, 1)
    assert load(newer).startswith("created=1")
    after = version_for("2026-27")
    assert (after.slug, after.number) == ("gatsby-2025", before.number + 1)
    assert form_for(after.pk, "schools").question("1.5").text == "Can people find it on your website?"
    with django_assert_num_queries(0):
        assert form_for(before.pk, "schools").question("1.5").text == "Is the programme on your website?"


NEW_MAPPING = """follows:
  - framework: gatsby-2025
    series_break: false
    note: One question is worded more clearly.
    benchmarks: {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8}
    answers: {}
"""


def test_answers_are_carried_within_a_framework_and_numbers_are_not(load):
    old = version_for("2026-27")
    load(SHIPPED.read_text().replace("              employers: Employers\n", "", 1))
    new = version_for("2026-27")
    answers = {
        "1.4": {"value": "partly"},
        "1.5": {"value": "yes", "parts": ["pupils", "employers"]},
        "5.1.year-7": {"count": 100},
        "gone": {"value": "yes"},
    }
    assert carry_forward(old.pk, new.pk, "schools", answers) == {
        "1.4": {"value": "partly"},
        "1.5": {"value": "yes", "parts": ["pupils"]},
    }
    assert not series_break(old.pk, new.pk)


def test_answers_are_carried_across_frameworks_only_where_the_mapping_says_so():
    old, new = version_for("2024-25"), version_for("2025-26")
    answers = {
        "1.head": {"value": "yes"},
        "1.leader": {"value": "yes"},
        "3.own-record": {"value": "partly"},
        "5.encounters.year-7": {"count": 9},
    }
    assert carry_forward(old.pk, new.pk, "schools", answers) == {
        "1.1.head.backed": {"value": "yes"},
        "3.3.seen": {"value": "partly"},
    }  # fmt: skip
    assert carry_forward(old.pk, new.pk, "colleges", answers) == {}
    assert series_break(old.pk, new.pk)
    assert framework_for(new.pk).succession_from("gatsby-2014").benchmarks[8] == 8


def test_mapping_from_a_question_that_the_older_framework_lacks_is_refused(load):
    with pytest.raises(CommandError, match=r"gatsby-2014 has no question “1\.heads”"):
        load(SHIPPED.read_text().replace('"1.head":', '"1.heads":'))
    assert FrameworkVersion.objects.filter(slug="gatsby-2025").count() == 1


@pytest.mark.parametrize("text", ["a: [", "URN,Name\n900001,Herefield\n", b"\xff\xfe\x00", "title: Half a file\n"])
def test_wrong_file_exits_2_with_a_sentence_and_changes_nothing(load, text):
    before = FrameworkVersion.objects.count()
    with pytest.raises(CommandError) as raised:
        load(text)
    assert raised.value.returncode == 2
    assert str(raised.value).endswith(".")
    assert FrameworkVersion.objects.count() == before


def test_missing_file_exits_2_with_a_sentence():
    with pytest.raises(CommandError) as raised:
        call_command("import_framework", "no-such-file.yaml")
    assert raised.value.returncode == 2


def test_version_says_where_and_when_it_came_from(load):
    load(EXAMPLE)
    version = FrameworkVersion.objects.get(slug="example")
    assert version.source_file == "example.yaml"
    assert version.imported_at <= datetime.now(UTC)
    assert len(version.checksum) == 64
    assert str(version) == "An example framework, version 1"


def test_a_version_from_before_the_rule_of_days_counts_by_the_rule_its_file_has_now():
    data = read_yaml(SHIPPED.read_text())
    del data["days"]
    version, _ = import_version(data=data, source="older.yaml", publish=True, now=datetime.now(UTC))
    assert framework_for(version.pk).days is None
    assert days_rule(version.pk) == framework(read_yaml(SHIPPED.read_text())).days
    assert days_rule(FrameworkVersion.objects.get(slug="gatsby-2014").pk) is None


def test_a_published_rule_of_days_counts_at_once(django_capture_on_commit_callbacks):
    before = days_rule_of("2026-27")
    data = read_yaml(SHIPPED.read_text())
    data["days"]["hours_a_day"] = before.hours_a_day + 1
    with django_capture_on_commit_callbacks(execute=True):
        import_version(data=data, source="newer.yaml", publish=True, now=datetime.now(UTC))
    try:
        assert days_rule_of("2026-27").hours_a_day == before.hours_a_day + 1
    finally:
        forget_rules()
