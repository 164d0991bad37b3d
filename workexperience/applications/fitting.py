"""May this learner ask for these days? Each rule with the sentence that says why not. Pure: no Django.

Ages: domain section 5.3, as `offers.rules` has them for the offer itself: a placement is work, and children work in the
last two years of school only.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from frontdoor.ground.years import year_groups_in_words
from workexperience.offers.plan import PLACEMENT, YEARS_BEFORE_AGE, Days, days
from workexperience.offers.rules import WORKING_YEAR
from workexperience.offers.words import ages_in_words

MOST_LIVE = 5
OLDER = 12  # the first year group of an offer with a label: T Levels and supported internships (5.7, 5.8)
NOT_LISTED = "This is not offered any more."
NO_AGE = "Your school has not told us your year group. Ask your careers leader to put it on the roll."
HAVE_IT = "You have asked for this already."
TOO_MANY = (
    f"You have asked for {MOST_LIVE} placements. Wait for an answer, or withdraw one, before you ask for another."
)
CHOOSE_OTHER = "These days are full or have begun. Choose other days."
CLASH = "You have a place somewhere else on some of these days. Choose other days, or withdraw the other one first."


@dataclass(frozen=True)
class Who:
    """A learner on the first day: the year group that they are in then, and their age, as far as they are known."""

    year_group: int | None
    age: int | None


@dataclass(frozen=True)
class For:
    """Whom an offer is for: what `Offer` says of it."""

    kind: str
    label: str = ""
    year_groups: tuple[int, ...] = ()
    youngest: int | None = None
    oldest: int | None = None


def why_not_for(offer: For, who: Who) -> str:
    """Why the offer is not for this learner; empty when it is."""
    if who.year_group is None and who.age is None:
        return NO_AGE
    return _too_young_for_the_kind(offer, who) or _not_meant(offer, who)


def why_not_now(*, is_listed: bool, has_it: bool, live: int) -> str:
    """Why nobody may ask for it at all, or this learner may not; empty when they may."""
    if not is_listed:
        return NOT_LISTED
    if has_it:
        return HAVE_IT
    return TOO_MANY if live >= MOST_LIVE else ""


def why_not_these(*, wanted: Iterable[Days], are_open: bool, held: Iterable[Days]) -> str:
    """Why these days cannot be asked for: full, begun, or at the same time as a place that the learner holds."""
    if not are_open:
        return CHOOSE_OTHER
    theirs = [*held]
    return CLASH if any(overlap(one, other) for one in wanted for other in theirs) else ""


def overlap(one: Days, other: Days) -> bool:
    """Whether somebody would have to be at two places at once."""
    at_once = one.starts_at < other.ends_at and other.starts_at < one.ends_at
    return at_once and not {*days(one)}.isdisjoint(days(other))


def _too_young_for_the_kind(offer: For, who: Who) -> str:
    if offer.kind != PLACEMENT:
        return ""
    year = OLDER if offer.label else WORKING_YEAR
    is_old_enough = who.year_group >= year if who.year_group is not None else (who.age or 0) >= year + YEARS_BEFORE_AGE
    if is_old_enough:
        return ""
    return f"This is for Year {year} and above. Until then you can go on visits and follow somebody at work."


def _not_meant(offer: For, who: Who) -> str:
    too_old = offer.oldest is not None and who.age is not None and who.age > offer.oldest
    by_year = who.year_group in offer.year_groups
    by_age = offer.youngest is not None and who.age is not None and who.age >= offer.youngest
    if (by_year or by_age) and not too_old:
        return ""
    said = [year_groups_in_words(offer.year_groups)] if offer.year_groups else []
    if ages := ages_in_words(offer.youngest, offer.oldest):
        said.append(ages if not said else ages[:1].lower() + ages[1:])
    return f"This is not for your year group or age. It is for: {', or '.join(said)}." if said else NO_AGE
