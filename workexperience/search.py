"""What work experience adds to the one search: offers that hold the words, those that begin soonest first."""

from collections.abc import Iterable

from django.utils import timezone

from frontdoor.ground.asking import ask
from frontdoor.ground.finding import Group, Hit
from frontdoor.ground.words import tokens
from workexperience.listing import finding
from workexperience.listing.cards import Card, page
from workexperience.listing.wanted import Wanted

SHOWN = 10


def find(text: str) -> Iterable[Group]:
    """The offers that hold every word that says something."""
    said = " ".join(token.word for token in tokens(text))
    if not said:
        return
    today, wanted = timezone.localdate(), Wanted(words=said)
    query = finding.soonest_query(wanted, online=None, today=today, limit=SHOWN, counts=False)
    (found,) = ask(page(query, today=today))
    yield Group("Work experience", [_hit(card) for card in found.cards], place=8)


def _hit(card: Card) -> Hit:
    return Hit(card.title, card.href, ", ".join(filter(None, [card.employer, card.where, *card.days])), card.kind)
