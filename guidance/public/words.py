"""The words of the page "What personal guidance is": rows of a readable file, read once."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("words.yaml")


@cache
def words() -> dict[str, Any]:
    """The rows of the file."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found
