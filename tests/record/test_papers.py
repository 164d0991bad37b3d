"""The papers about the record say what the code holds: each model that names people, each period."""

import re
from pathlib import Path

import yaml
from django.apps import apps
from django.conf import settings

from frontdoor.ground.privacy import classes, tracked_model

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
    periods = yaml.safe_load((ROOT / "frontdoor/record/retention.yaml").read_text())["periods"]

    assert section("4. How long") == [[row["what"], row["keep"], row["state"].replace("-", " ")] for row in periods]
    assert {row["state"] for row in periods} == {"in-force", "proposed"}


def test_no_legal_basis_is_stated_without_saying_how_sure_it_is() -> None:
    flows = section("2. Flows and what allows them")

    assert len(flows) > 5
    assert [flow for flow, _, sure in flows if "to check" not in sure and "sourced" not in sure] == []


def test_all_fifteen_standards_of_the_childrens_code_are_answered() -> None:
    assert len(section("5. Children's code")) == 15
