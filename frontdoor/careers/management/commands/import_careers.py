"""Load the National Careers Service's job profiles."""

import json
from pathlib import Path
from typing import Any

from frontdoor.careers.ncs.actions import load
from frontdoor.ground.importing import ImportCommand, Report, Unreadable, read_bytes


class Command(ImportCommand):
    """`import_careers PATH`: one JSON file of one or many profiles, or a folder of such files."""

    help = (
        "Put the National Careers Service's own words and facts in place. Needs its licence; pay figures are not taken."
    )
    metavar = "PATH"
    file_help = "a JSON file, a folder of JSON files, or - for standard input"

    def read(self, options: dict[str, Any]) -> bytes:
        """The file, or all files of the folder as one list."""
        path = Path(options["file"])
        if options["file"] == "-" or not path.is_dir():
            return read_bytes(options["file"])
        files = sorted(path.glob("*.json"))
        if not files:
            raise Unreadable(f"There is no JSON file in {path}.")
        return json.dumps([one for file in files for one in _of_file(file)]).encode()

    def load(self, data: bytes, report: Report, options: dict[str, Any]) -> None:
        """Store what can be read."""
        report.header = ["profile"]
        load(data, report)


def _of_file(file: Path) -> list[Any]:
    """The profiles of one file; a file that is no JSON becomes one row to reject."""
    try:
        found = json.loads(file.read_bytes().decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        return [{"file": file.name}]
    return found if isinstance(found, list) else [found]
