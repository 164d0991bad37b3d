"""Who gets the pages of employers."""

from tests.access.rows import Row, anyone, only, person
from tests.workexperience.addresses import employer

ROWS_OF_EMPLOYERS = [
    Row("workexperience:employers", get=anyone(200)),
    Row("workexperience:employer-add", get=person(200), post=person(200)),
    Row("workexperience:employer-known", get=person(200)),
    Row("workexperience:employers-mine", get=person(200) | {"employer": 302}),
    Row("workexperience:employer", get=only("employer"), args=employer),
    Row("workexperience:employer-about", get=only("employer"), post=only("employer"), args=employer),
    Row("workexperience:employer-place", get=only("employer"), post=only("employer"), args=employer),
    Row("workexperience:employer-name", get=only("employer"), post=only("employer"), args=employer),
]
