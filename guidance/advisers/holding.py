"""Who changes when an adviser can be met, and who books one, wait for one another."""

from guidance.models import Adviser


def hold_person(*adviser_ids: int) -> None:
    """Hold every row of the persons behind these advisers to the end of the transaction, in one order for everybody.

    Hours and meetings at two services of one person must not meet: nobody is in two places at once.
    """
    people = Adviser.objects.filter(pk__in=adviser_ids).values("user")
    rows = Adviser.objects.filter(user__in=people).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk", flat=True))
