"""Reading age of English words, by the Flesch-Kincaid grade (0.39 words a sentence + 11.8 syllables a word - 15.59) plus 5."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache


def reading_age(text: str, *names: str) -> float:
    """In years. Names (of a job, a qualification) count as the word "job": nobody can choose a shorter word for them."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}s?\b", "job", text, flags=re.IGNORECASE)
    words = re.findall(r"[A-Za-z']+", text)
    sentences = max(1, len([part for part in re.split(r"[.!?:]+(?:\s|$)", text) if part.strip()]))
    if not words:
        return 0.0
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59 + 5


@cache
def syllables(word: str) -> int:
    """Groups of vowels, but for a silent e at the end."""
    lower = re.sub(r"[^a-z]", "", word.lower())
    silent = re.search(r"[^aeiouyl]es?$|[^aeiouytd]ed$", lower) is not None
    return max(1, len(re.findall(r"[aeiouy]+", lower)) - silent)


def without_names(text: str, names: Mapping[str, Sequence[Sequence[str]]]) -> str:
    """The text with each name as the word "job", the longest first; `names` as `by_first_word` has them."""
    pieces = re.findall(r"[A-Za-z0-9']+|[^A-Za-z0-9']+", text)
    words = [(at, piece.lower()) for at, piece in enumerate(pieces) if re.match(r"[A-Za-z0-9']", piece)]
    at = 0
    while at < len(words):
        here = [plain(word) for _, word in words[at : at + 12]]
        found = next((name for name in names.get(here[0], ()) if here[: len(name)] == name), None)
        if found:
            first, last = words[at][0], words[at + len(found) - 1][0]
            pieces[first : last + 1] = ["job", *[""] * (last - first)]
        at += len(found or "1")
    return "".join(pieces)


def by_first_word(names: Iterable[str]) -> dict[str, list[list[str]]]:
    """Names as lists of words under their first word, the longest first."""
    found: dict[str, list[list[str]]] = {}
    for name in {tuple(plain(word) for word in re.findall(r"[a-z0-9']+", name.lower())) for name in names} - {()}:
        found.setdefault(name[0], []).append(list(name))
    return {first: sorted(rest, key=len, reverse=True) for first, rest in found.items()}


def plain(word: str) -> str:
    """Without the s of more than one."""
    return word.removesuffix("s") if len(word) > 3 else word
