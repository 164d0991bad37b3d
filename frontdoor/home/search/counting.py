"""Counts which words people search for, without anybody's identity and without keeping what few people type.

A word becomes readable (`AskedWord`) only on the fifth different day that it is searched for within a month. Until then
there is a mark of it for each day: a keyed hash. The key is a random number that only the cache holds, for a month; it is
neither in the database nor in a backup, and once it is gone no mark can be tied to a word again. See
`docs/decisions/search-words.md`.
"""

import hashlib
import hmac
import secrets
from datetime import date, timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, F

from frontdoor.ground.words import STOP, words_of
from frontdoor.home.models import AskedMark, AskedWord

DAYS = 5
KEY_FOR = timedelta(days=31)
KEPT_FOR = timedelta(days=365)  # a word that nobody searched for in a year is forgotten
MOST_A_DAY = 20_000  # marks: nobody fills the table by searching for nonsense
SHORTEST, LONGEST = 3, 30


def countable(text: str) -> set[str]:
    """The words that may be counted. None at all when anything looks like a number or an address."""
    if "@" in text or any(letter.isdigit() for letter in text):
        return set()
    return {word for word in words_of(text) if SHORTEST <= len(word) <= LONGEST and word.isalpha()} - STOP


def count(text: str, *, today: date) -> None:
    """Count this search's words for this day, each once a day whoever asks and however often."""
    words = countable(text)
    key = _key() if words else None
    if key is None:
        return
    marks = {_mark(word, key): word for word in words}
    new = {mark: word for mark, word in marks.items() if cache.add(f"asked-{today}-{mark}", 1, timeout=86_400)}
    if not new or not _room_for(len(new), today):
        return
    with transaction.atomic():
        AskedMark.objects.bulk_create([AskedMark(mark=mark, day=today) for mark in new], ignore_conflicts=True)
        _open_up(new, today)


def _open_up(new: dict[str, str], today: date) -> None:
    """Words with enough days become readable; those that are already have one day more."""
    AskedWord.objects.filter(word__in=new.values(), last_on__lt=today).update(days=F("days") + 1, last_on=today)
    seen = AskedMark.objects.filter(mark__in=new).values_list("mark").annotate(days=Count("day"))
    AskedWord.objects.bulk_create(
        [AskedWord(word=new[mark], days=days, last_on=today) for mark, days in seen if days >= DAYS],
        ignore_conflicts=True,
    )


def forget(*, today: date) -> int:
    """Delete marks older than their key, and words that nobody searched for in a year. Says how many went."""
    marks, _ = AskedMark.objects.filter(day__lt=today - KEY_FOR).delete()
    words, _ = AskedWord.objects.filter(last_on__lt=today - KEPT_FOR).delete()
    return marks + words


def _key() -> bytes | None:
    """The month's key; none while the cache is away, and then nothing is counted."""
    cache.add("asked-key", secrets.token_hex(32), timeout=int(KEY_FOR.total_seconds()))
    found = cache.get("asked-key")
    return bytes.fromhex(found) if found else None


def _mark(word: str, key: bytes) -> str:
    return hmac.new(key, word.encode(), hashlib.sha256).hexdigest()[:32]


def _room_for(more: int, today: date) -> bool:
    name = f"asked-{today}"
    cache.add(name, 0, timeout=86_400)
    return int(cache.incr(name, more)) <= MOST_A_DAY
