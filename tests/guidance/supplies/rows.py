"""Who gets the pages of this noun."""

from tests.access.rows import Row

ROWS_OF_SUPPLIES: list[Row] = []
