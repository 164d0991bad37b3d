"""Who gets the listing: everybody."""

from tests.access.rows import Row, anyone

ROWS_OF_LISTING = [Row("workexperience:listing", get=anyone(200))]
