"""Words as a search sees them: cleaned, cut to their stems, with what is refused ("no maths") kept apart. Pure.

A text becomes a list of `Token`s. Each has `terms`, strongest first: the stem ("photograph"), and the root, marked `~`,
which more forms share ("~photograph" of photographer, photography). A refused word has terms of its own ("no-math"), so
that "no maths" never finds what is full of maths. The stems are Snowball's English ones, made here and not in
PostgreSQL, so that every version of it finds the same.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

LONGEST = 40  # letters of a word: nothing that anybody looks for is longer
_english = snowballstemmer.stemmer("english")


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that say nothing about which job: grammar, and the frame of a wish ("i want to be a ...").
STOP = _set(
    """
    a about after again all also am an and any anyone anything are around as at away be because become becoming been
    being best but by can career careers could day did do does doing done etc every everyone for from get gets getting
    go going gonna good got great had has have having he her here him his how i id if ideas ill im in into involve
    involved involves involving is its ive job jobs just kind kinda like liked likes list loads lot lots love
    loved loves loving luv me might mine more most much my near need needs of off on one or our out paid
    really role roles she should so some somebody someone something somewhere sort such than that the their them then
    there these they thing things think this those to too type types up us very wanna want wanted wanting wants was way
    we well were what whats when where which while who whose why will wish with would you your youre
    enjoy enjoys interested obsessed mad suit suits suited work working works worker profession occupation position opportunities
    son daughter please next ones
    """
)
# Words that say how somebody learns or what they have, not what they want to do: they weigh a quarter.
WEAK = _set(
    """
    degree degrees gcse gcses level levels university uni college btec course courses studies studying study
    qualification qualifications field industry stuff training apprenticeship apprenticeships grad graduate person
    """
)
_SHORT = _set("a i to be an in of my on at it do or and")  # words of which a run-together one may also be made
# "It" is computing when it begins a text or follows one of these ("a job in it"); else it stands for something else.
_BEFORE_COMPUTING = _set("in the an a and with junior senior ba good at work working job jobs career careers") | {""}
# A refusal, and how many words after it (of those that count) are refused.
_REFUSE = {
    "no": 1,
    "not": 1,
    "without": 1,
    "non": 1,
    "never": 2,
    "hate": 2,
    "hates": 2,
    "dont": 2,
    "cant": 2,
    "avoid": 1,
}
_REFUSE |= {"doesnt": 2, "isnt": 2, "wont": 2, "dislike": 2, "didnt": 2, "arent": 2}
_ENDS_REFUSAL = {"and", "but", "or", "with", "who", "that", "where"}
_IRREGULAR = {
    "children": "child", "childrens": "child", "men": "man", "women": "woman", "feet": "foot", "teeth": "tooth",
    "wives": "wife", "mice": "mouse", "knives": "knife", "leaves": "leaf", "lives": "life", "sewn": "sew",
    "taught": "teach", "built": "build", "sold": "sell", "drove": "drive", "driven": "drive", "flew": "fly",
    "wrote": "write", "written": "write", "drew": "draw", "drawn": "draw", "sang": "sing", "caught": "catch",
    "news": "newsx", "maths": "math", "mathematics": "math", "practise": "practice", "licence": "license",
    "programme": "program", "centre": "center", "theatre": "theater", "tyre": "tire", "tyres": "tire",
    "jewellery": "jewelry", "jeweller": "jewelry", "jeweler": "jewelry", "defence": "defense", "grey": "gray", "pyjamas": "pajamas",
    "moustache": "mustache", "aluminium": "aluminum", "cheque": "check", "mould": "mold", "moulds": "mold", "moulder": "molder",
    "plough": "plow", "ploughing": "plow", "draught": "draft", "storey": "story", "kerb": "curb",
}  # fmt: skip


@dataclass(frozen=True)
class Token:
    """One word that counts: as cleaned, and the terms by which it is found, strongest first."""

    word: str
    terms: tuple[str, ...]

    @property
    def is_refused(self) -> bool:
        """Whether it was said with a "no"."""
        return self.terms[0].startswith("no-")

    @property
    def is_weak(self) -> bool:
        """Whether it says little about which job."""
        return self.word in WEAK


def clean(text: str) -> str:
    """Lower case, without accents, marks and apostrophes; one space between words."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    flat = re.sub(r"['’‘`´]", "", flat).replace("&", " and ").replace("_", " ")
    return " ".join(word[:LONGEST] for word in re.findall(r"[a-z0-9]+", flat))


def words_of(text: str) -> list[str]:
    """The cleaned words."""
    return clean(text).split()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a cleaned word; British and American spellings have the same."""
    word = _IRREGULAR.get(word, word)
    if len(word) > 4:
        word = word.replace("ae", "e").replace("oe", "e") if len(word) > 6 else word
        word = re.sub(r"(?<=..[a-z])our(?=s$|$|ed|er|ing|i)", "or", word) if len(word) > 5 else word
        word = re.sub(r"is(e[drs]?|ing|ation|ations|ers)$", r"iz\1", word) if len(word) > 6 else word
        word = re.sub(r"ll(er|ers|ing|ed|or|ors)$", r"l\1", word)
    return str(_english.stemWord(word))


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """What more forms of a word share, marked `~`: bake, baker, bakery and baking."""
    cut = stem(word)
    for ending in ("ographi", "ograph"):
        if cut.endswith(ending):
            return f"~{cut.removesuffix(ending)}ograph"
    for ending in ("ician", "ist", "eri", "er", "or", "ian", "ic", "ment", "ant", "y", "i", "e"):
        if cut.endswith(ending) and len(cut) - len(ending) >= 3:
            return f"~{cut.removesuffix(ending)}"
    return f"~{cut}"


def tokens(text: str) -> list[Token]:
    """The words of a text that count, in order; a word in a refusal is marked."""
    found: list[Token] = []
    refused, before = 0, ""
    for word in words_of(text):
        before, last = word, before
        if word == "it" and last not in _BEFORE_COMPUTING:
            continue
        if word in _REFUSE:
            refused = _REFUSE[word]
        elif word in STOP:
            refused = 0 if word in _ENDS_REFUSAL else refused
        elif refused:
            found.append(Token(word, (f"no-{stem(word)}",)))
            refused -= 1
        else:
            found.append(Token(word, (stem(word), root(word))))
    return found


def pieces(word: str, known: set[str]) -> list[str]:
    """A run-together word as words of `known` (at least three letters each, or "a", "i", "to" ...), the fewest; or none."""
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            piece, before = word[start:end], best[start]
            if before is None or not (piece in _SHORT or (len(piece) >= 3 and piece in known)):
                continue
            if best[end] is None or len(before) + 1 < len(best[end] or []):
                best[end] = [*before, piece]
    found = best[len(word)] or []
    return found if len(found) > 1 and any(len(piece) >= 3 for piece in found) else []


def parts_of(word: str) -> set[str]:
    """Every part of a word that `pieces` may ask for."""
    return {word[i:j] for i in range(len(word)) for j in range(i + 3, len(word) + 1)} - {word}
