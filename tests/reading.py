"""Reading age of English words, by the Flesch-Kincaid grade (0.39 words a sentence + 11.8 syllables a word - 15.59) plus 5."""

import re


def reading_age(text: str, *names: str) -> float:
    """In years. Names (of a job, a qualification) count as the word "job": nobody can choose a shorter word for them."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}s?\b", "job", text, flags=re.IGNORECASE)
    words = re.findall(r"[A-Za-z']+", text)
    sentences = max(1, len([part for part in re.split(r"[.!?:]+(?:\s|$)", text) if part.strip()]))
    if not words:
        return 0.0
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59 + 5


def syllables(word: str) -> int:
    """Groups of vowels, but for a silent e at the end."""
    lower = re.sub(r"[^a-z]", "", word.lower())
    silent = re.search(r"[^aeiouyl]es?$|[^aeiouytd]ed$", lower) is not None
    return max(1, len(re.findall(r"[aeiouy]+", lower)) - silent)
