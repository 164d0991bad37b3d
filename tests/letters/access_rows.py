"""Who gets the mailbox: anyone, because it exists in demo mode only."""

from django.utils import timezone

from tests.access.rows import MISSING_ID, Row, anyone, furnish
from tests.letters.test_queue import make


@furnish
def letters(world):
    """A letter to each of the two schools that did not arrive."""
    now = timezone.now()
    for school in (world.school, world.far_school):
        letter = make(key=f"access:{school.pk}", organisation_id=school.pk, now=now)
        type(letter).objects.filter(pk=letter.pk).update(state="not-sure", claimed_at=now)
        world.things["letter", school.pk] = letter.pk


def any_letter(world, role, column):
    """The mailbox is everybody's: there is no "elsewhere"."""
    return {"own": {"letter_id": world.things["letter", world.school.pk]}, "missing": {"letter_id": MISSING_ID}}.get(
        column
    )


def school_letter(world, role, column):
    """The letter to the school of the role's own area."""
    if column == "missing":
        return {"letter_id": MISSING_ID}
    own, elsewhere = world.schools(role)
    school = own if column == "own" else elsewhere
    return school and {"letter_id": world.things["letter", school.pk]}


ROWS = [
    Row("letters:mailbox", get=anyone()),
    Row("letters:letter", get=anyone(), args=any_letter),
    Row("letters:as-sent", get=anyone(), args=any_letter),
]
