"""`/search`: one box over every room. Rooms add what they find by `search.py`; see `frontdoor.ground.finding`.

This package is the door's own such module too: `find` below is what help pages add.
"""

from collections.abc import Iterable

from frontdoor.ground.addresses import is_there
from frontdoor.ground.finding import Group, Hit, Row, of_rows
from frontdoor.home import content


def find(text: str) -> Iterable[Group]:
    """Help and the pages about this service."""
    rows = [
        Row(Hit(row["title"], row["href"], row["text"], "Help"), row["words"])
        for row in content.read("pages")["pages"]
        if is_there(row["href"])
    ]
    yield Group("Help and other pages", of_rows(text, rows), place=20)
