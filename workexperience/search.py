"""What work experience adds to the one search: offers that hold the words, those that begin soonest first."""

from collections.abc import Iterable

from django.utils import timezone

from frontdoor.ground.finding import Group, Hit
from frontdoor.ground.words import tokens
from workexperience.listing import finding
from workexperience.listing.cards import Card, cards
from workexperience.listing.wanted import Wanted

SHOWN = 10


def find(text: str) -> Iterable[Group]:
    """The offers that hold every word that says something."""
    said = " ".join(token.word for token in tokens(text))
    if not said:
        return
    today, wanted = timezone.localdate(), Wanted(words=said)
    hits = finding.soonest(wanted, online=None, today=today, limit=SHOWN).page
    yield Group("Work experience", [_hit(card) for card in cards(hits, today=today)], place=8)


def _hit(card: Card) -> Hit:
    return Hit(card.title, card.href, ", ".join(filter(None, [card.employer, card.where, *card.days])), card.kind)
