"""Who gets the pages on which a school fills free times: its leaders and heads."""

from tests.access.rows import Row, by_urn, only

CHOOSERS = ("leader", "head")
ROWS_OF_FILLING: list[Row] = [
    Row("guidance:periods", get=only(*CHOOSERS), post=only(*CHOOSERS), args=by_urn),
    Row("guidance:fill", get=only(*CHOOSERS), post=only(*CHOOSERS, status=302), args=by_urn),
]
