"""Who changes what an institution's records count, and who signs for the count, wait for one another."""

from frontdoor.organisations.models import Organisation


def hold(institution_id: int | None) -> None:
    """Wait for everybody else who holds this institution, and hold it to the end of the transaction. None holds nothing.

    Imports, the roll, an activity recorded by hand and a signature take it, before any other lock of theirs: so what is
    frozen with a signature comes from one state of the records.
    """
    if institution_id is not None:
        Organisation.objects.select_for_update(no_key=True).get(pk=institution_id)
