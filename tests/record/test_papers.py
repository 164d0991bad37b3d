"""The papers about the record say what the code holds: each model that names people, each period."""

import re
from pathlib import Path

import yaml
from django.apps import apps
from django.conf import settings

from frontdoor.ground.jobs.actions import FILES_LIVE
from frontdoor.ground.privacy import classes, tracked_model
from frontdoor.letters.sweeping import KEEP_WORDS
from frontdoor.record.erasing.periods import periods
from frontdoor.record.erasing.retention import ELSEWHERE, RULES
from frontdoor.record.joining.queries import UNDO_WITHIN

ROOT = Path(settings.BASE_DIR)
DATA, DPIA = ((ROOT / "docs" / name).read_text() for name in ("data.md", "dpia.md"))


def section(title: str) -> list[list[str]]:
    """The rows of the table below a heading of the impact assessment, without its head."""
    text = DPIA.split(f"## {title}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_every_model_that_names_people_is_in_the_paper_of_the_data_we_hold() -> None:
    personal = [
        model for model in apps.get_app_config("record").get_models() if not tracked_model(model) and classes(model)[0]
    ]

    assert len(personal) > 5
    assert [model._meta.label for model in personal if f"`{model._meta.label}`" not in DATA] == []


def test_every_model_that_a_paper_names_is_there() -> None:
    for label in re.findall(r"`(record\.[A-Z]\w+)`", DATA):
        if label != "record.NewYear":
            assert apps.get_model(label)


def test_periods_of_the_paper_are_those_of_the_data() -> None:
    rows = yaml.safe_load((ROOT / "frontdoor/record/retention.yaml").read_text())["periods"]

    assert section("4. How long") == [[row["what"], row["keep"], row["state"].replace("-", " ")] for row in rows]
    assert {row["state"] for row in rows} == {"in-force"}


def test_each_period_is_carried_out_and_says_in_words_what_the_code_does() -> None:
    found = periods()

    assert {"record", *RULES, *ELSEWHERE} == found.keys()
    assert found["uploads"].days == FILES_LIVE.days
    assert found["letters"].days == KEEP_WORDS.days
    assert found["joinings"].days == UNDO_WITHIN.days
    for period in found.values():
        for number in filter(None, (period.months, period.months_without_birth_date)):
            assert (f"{number} months" in period.keep) or (f"{number // 12} years" in period.keep), period.key
        assert not period.days or f"{period.days} days" in period.keep
        assert not period.years or f"{period.years}th birthday" in period.keep


def test_no_legal_basis_is_stated_without_saying_how_sure_it_is() -> None:
    flows = section("2. Flows and what allows them")

    assert len(flows) > 5
    assert [flow for flow, _, sure in flows if "to check" not in sure and "sourced" not in sure] == []


def test_all_fifteen_standards_of_the_childrens_code_are_answered() -> None:
    assert len(section("5. Children's code")) == 15
