"""Who gets the pages of hubs and the department."""

from tests.access.rows import Row, only
from tests.letters.access_rows import school_letter

ROWS = [
    Row("oversight:letters", get=only("hub", "department")),
    Row("oversight:letter", get=only("hub", "department"), args=school_letter),
    Row(
        "oversight:letter-decide",
        get=None,
        post=only("hub", "department", status=302),
        args=school_letter,
        data={"what": "arrived"},
    ),
]
