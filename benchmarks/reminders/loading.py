"""Puts the stages of `stages.yaml` in the database."""

from pathlib import Path
from typing import Any

import yaml

from benchmarks.models import ReminderStage

STAGES = Path(__file__).with_name("stages.yaml")


def load_stages() -> None:
    """Add the stages that are not there yet; one that staff changed stays as it is."""
    ReminderStage.objects.bulk_create(
        [_stage(row) for row in yaml.safe_load(STAGES.read_text(encoding="utf-8"))], ignore_conflicts=True
    )


def _stage(row: dict[str, Any]) -> ReminderStage:
    until = row.pop("until", {})
    return ReminderStage(until_month=until.get("month"), until_day=until.get("day"), **row)
