"""What these tests compare with."""

import csv
from pathlib import Path

import pytest

CODES = Path(__file__).with_name("soc2020_codes.csv")


@pytest.fixture(scope="session")
def soc2020_codes() -> set[str]:
    """Minor and unit groups of SOC 2020 (ONS, April 2025 edition)."""
    with CODES.open(newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}
