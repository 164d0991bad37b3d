"""Who says yes for a child: their own parent or carer, staff of their school, and for video whoever chooses suppliers."""

from tests.access.rows import Row, by_urn, only
from tests.guidance.days.rows import for_pupil
from tests.record.around_rows import own_child

TOLD = only("leader", "head") | {"teacher": 403}
BACK = only("leader", "head", status=302) | {"teacher": 403}
VIDEO = {"agreed_to": "video", "answer": "yes"}
ROWS_OF_AGREEING: list[Row] = [
    Row("guidance:agree", get=only("parent"), post=only("parent", status=302), args=own_child, data=VIDEO),
    Row("guidance:parent-yes", get=TOLD, post=TOLD, args=for_pupil),
    Row("guidance:parent-yes-back", get=None, post=BACK, args=for_pupil, data=VIDEO),
    Row(
        "guidance:school-video",
        get=only("leader", "head"),
        post=only("leader", "head", status=302),
        args=by_urn,
        data={"answer": "yes"},
    ),
]
