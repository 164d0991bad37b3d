"""Who gets the door's own pages: anyone."""

from tests.access.rows import Row, anyone

ROWS = [
    Row("home:start", get=anyone()),
]
