"""Who sees what is searched for in vain: whoever checks employers."""

from tests.access.rows import Row, only

CHECKERS = ("hub", "department")
ROWS_OF_DEMAND = [
    Row("workexperience:demand", get=only(*CHECKERS)),
    Row("workexperience:demand-csv", get=only(*CHECKERS)),
]
