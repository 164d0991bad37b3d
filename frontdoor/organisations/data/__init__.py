"""Public facts that ship with the portal; `docs/data.md` says where each file is from.

Real open data under the Open Government Licence v3.0, unaltered but for its selection. No file names a person.
"""

import gzip
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    "Contains OS data © Crown copyright and database right.",
    "Contains Royal Mail data © Royal Mail copyright and database right.",
    "Contains National Statistics data © Crown copyright and database right.",
)


def read(name: str) -> bytes:
    """A shipped file's bytes, unpacked."""
    found = FOLDER / name
    return gzip.decompress(found.read_bytes()) if found.suffix == ".gz" else found.read_bytes()
