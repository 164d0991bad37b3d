"""Who gets the pages of guidance: those who run a service, its advisers, the schools that chose it; everybody the public ones."""

from tests.access.rows import Row
from tests.guidance.advisers.rows import ROWS_OF_ADVISERS
from tests.guidance.agreeing.rows import ROWS_OF_AGREEING
from tests.guidance.booking.rows import ROWS_OF_BOOKING
from tests.guidance.buying.rows import ROWS_OF_BUYING
from tests.guidance.days.rows import ROWS_OF_DAYS
from tests.guidance.feedback.rows import ROWS_OF_FEEDBACK
from tests.guidance.filling.rows import ROWS_OF_FILLING
from tests.guidance.meetings.rows import ROWS_OF_MEETINGS
from tests.guidance.notes.rows import ROWS_OF_NOTES
from tests.guidance.outcomes.rows import ROWS_OF_OUTCOMES
from tests.guidance.outcomes.school_rows import ROWS_OF_SCHOOLS
from tests.guidance.public.rows import ROWS_OF_PUBLIC
from tests.guidance.selling.rows import ROWS_OF_SELLING
from tests.guidance.services.rows import ROWS_OF_SERVICES
from tests.guidance.supplies.rows import ROWS_OF_SUPPLIES
from tests.guidance.times.rows import ROWS_OF_TIMES
from tests.guidance.waiting.rows import ROWS_OF_WAITING

ROWS: list[Row] = [
    *ROWS_OF_ADVISERS,
    *ROWS_OF_AGREEING,
    *ROWS_OF_BOOKING,
    *ROWS_OF_BUYING,
    *ROWS_OF_DAYS,
    *ROWS_OF_FEEDBACK,
    *ROWS_OF_FILLING,
    *ROWS_OF_MEETINGS,
    *ROWS_OF_OUTCOMES,
    *ROWS_OF_NOTES,
    *ROWS_OF_SCHOOLS,
    *ROWS_OF_PUBLIC,
    *ROWS_OF_SELLING,
    *ROWS_OF_SERVICES,
    *ROWS_OF_SUPPLIES,
    *ROWS_OF_TIMES,
    *ROWS_OF_WAITING,
]
