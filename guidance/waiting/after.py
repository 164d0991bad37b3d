"""A time has become free: whoever waits for it is offered it at once, and not only at the next round."""

from frontdoor.ground.background import after_commit
from guidance.booking.actions import on_freeing
from guidance.tasks import offer_free_times
from guidance.waiting import queries


@on_freeing
def offer_what_is_free(service_id: int) -> None:
    """By a worker, after the commit. The round every ten minutes finds it too, so that nothing is lost without a broker."""
    if queries.live().filter(service=service_id).exists():
        after_commit(offer_free_times, service_id)
