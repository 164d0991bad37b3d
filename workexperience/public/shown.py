"""An offer in the words of its public page. Who supervises, and how to ring them, is never among them."""

from dataclasses import dataclass

from frontdoor.ground.years import year_groups_in_words
from workexperience.models import Adjustment, Mode, Offer, Session
from workexperience.offers import words
from workexperience.offers.queries import days_of
from workexperience.public.schema import Facts

ONLINE = {
    "has_task": "You get a task from the employer",
    "has_live_contact": "You talk with people who work there, live",
    "gives_feedback": "The employer tells you how you did",
}


@dataclass(frozen=True)
class Shown:
    """One set of days: dates, hours, whether online, and how many places are free."""

    dates: str
    hours: str
    is_online: bool
    free: int

    @property
    def places(self) -> str:
        """`3 places left`, `Full`."""
        return f"{words.places_in_words(self.free)} left" if self.free else "Full"


def sessions(offer: Offer) -> list[Shown]:
    """The days that have not begun, in order."""
    return [_session(one) for one in to_come(offer)]


def _session(session: Session) -> Shown:
    held = days_of(session)
    left = max(session.places - session.taken, 0)
    return Shown(words.dates_in_words(held), words.hours_in_words(held), session.is_online, left)


def to_come(offer: Offer) -> list[Session]:
    """The days that `queries.shown` brought along."""
    found: list[Session] = offer.days_to_come  # type: ignore[attr-defined]
    return found


def free(offer: Offer) -> list[Session]:
    """Those of them with a place left."""
    return [one for one in to_come(offer) if one.taken < one.places]


def who_for(offer: Offer) -> list[str]:
    """`Years 10 to 12`, `Aged 16 to 24`: one or both."""
    years = year_groups_in_words(offer.year_groups)
    return [line for line in (years, words.ages_in_words(offer.youngest, offer.oldest)) if line]


def last_day(offer: Offer) -> str:
    """The last day to apply, in words."""
    return words.in_words(offer.closes_on) if offer.closes_on else "The day before the days begin"


def adjustments(offer: Offer) -> list[str]:
    """What the workplace can do, in the order of the form, then what it adds in its own words."""
    chosen = [Adjustment(one).label for one in Adjustment.values if one in offer.adjustments]
    return [*chosen, *filter(None, [offer.adjustments_note])]


def online_facts(offer: Offer) -> list[str]:
    """What makes online time count: a task, live contact, feedback; empty for an offer without online time."""
    if offer.mode == Mode.IN_PERSON:
        return []
    return [label for name, label in ONLINE.items() if getattr(offer, name)]


def website(offer: Offer) -> str:
    """The employer's website, where the register has an address that a browser can open."""
    found = offer.employer.organisation.website
    return found if found.startswith(("https://", "http://")) else ""


def facts(offer: Offer, address: str) -> Facts:
    """What machines read of it."""
    place = offer if offer.mode != Mode.ONLINE else None
    return Facts(
        title=offer.title,
        kind=offer.kind,
        kind_name=offer.get_kind_display(),
        mode=offer.mode,
        sector=offer.sector.title if offer.sector else "",
        doing=offer.doing,
        employer=offer.employer.organisation.name,
        website=website(offer),
        town=place.town if place else "",
        postcode=place.postcode if place else "",
        who_for=", ".join(who_for(offer)),
        address=address,
        closes_on=offer.closes_on,
        sessions=[days_of(one) for one in free(offer)],
    )
