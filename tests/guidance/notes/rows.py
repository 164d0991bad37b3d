"""Who gets the page of an adviser's own notes: nobody but that adviser."""

from tests.access.rows import Row
from tests.guidance.days.rows import MINE, of_adviser

ROWS_OF_NOTES: list[Row] = [
    Row("guidance:day-meeting-notes", get=MINE, post=MINE, args=of_adviser, data={"words": "x"}),
]
