"""Which ten careers fit somebody's answers, and why. Pure, and the same for the same answers.

For each career we work out a *sheet*: how somebody who would enjoy it might answer. A statement weighs on it by the
career's traits, and by the school subjects and job categories that the statement leans to. A career fits as well as the
answers point the same way as its sheet (the cosine of the two); how strongly somebody answers, and how many traits a
career has, gives no advantage. `/careers/quiz/how/` says this in plain words.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from frontdoor.careers.quiz.answers import Answers, asked, meant
from frontdoor.careers.quiz.statements import Quiz, Statement

SHOWN = 10
OF_ONE_CATEGORY = 3  # so that the ten are ten different ideas
REASONS = 3
LEAN = 1.0  # what one shared subject or category weighs beside a trait's 1 to 3
MOST_LEANS = 2
ALIKE = 0.6  # sheets from here on are near one another
SINK = 0.8  # how far a career sinks that is quite like one put aside
Sheet = Mapping[str, float]


@dataclass(frozen=True)
class Facts:
    """What the quiz knows of a career: `group` is its main category, `about` its school subjects and categories."""

    key: str
    group: str
    traits: Mapping[str, int]
    about: frozenset[str]


@dataclass(frozen=True)
class Match:
    """A career of the ten and what the person likes that speaks for it; `because` may be empty."""

    key: str
    because: tuple[str, ...]


class Matching:
    """Careers with their sheets, made once and asked for any answers."""

    def __init__(self, quiz: Quiz, careers: Iterable[Facts]) -> None:
        self.quiz = quiz
        self.careers = {career.key: career for career in careers}
        self.sheets = {key: sheet(career, quiz.statements) for key, career in self.careers.items()}

    def ten(self, answers: Answers, not_for_me: Iterable[str] = ()) -> list[Match]:
        """The ten careers that fit best, best first; none when no answer says anything.

        Careers put aside are never among them, and the more a career is like one of those, the further it sinks. At most
        three are of one category. Where two fit equally, a shuffle that depends on the answers alone decides, so that no
        career is always behind another.
        """
        counted = asked(self.quiz, answers)
        said = {one.key: meant(one, answers) for one in counted}
        if not any(said.values()):
            return []
        aside = self.careers.keys() & set(not_for_me)
        fits = self._fits(said, sorted(aside))
        salt = repr(sorted(answers.items()))
        order = sorted(fits.keys() - aside, key=lambda key: (-fits[key], _shuffled(key, salt)))
        return [Match(one.key, because(one, counted, answers)) for one in _varied([self.careers[key] for key in order])]

    def _fits(self, said: Sheet, aside: list[str]) -> dict[str, float]:
        """How well each career fits; rounded, so that what is equal stays equal on every machine."""
        counted = {key: {one: own[one] for one in said} for key, own in self.sheets.items()}
        unwanted = [counted[key] for key in aside]
        return {key: round(likeness(said, own) - _sink(own, unwanted), 9) for key, own in counted.items()}


def sheet(career: Facts, statements: Iterable[Statement]) -> Sheet:
    """How somebody who would enjoy this career might answer, by statement; 0 where it says nothing."""
    return _sheet(tuple(sorted(career.traits.items())), career.about, tuple(statements))


@lru_cache(maxsize=2_000)
def _sheet(traits: tuple[tuple[str, int], ...], about: frozenset[str], statements: tuple[Statement, ...]) -> Sheet:
    """Remembered by what it is made of, so it is never out of date: making 829 took half the time of a result."""
    weighs = dict(traits)
    return {one.key: _weight(weighs.get(one.trait, 0), len(about & one.leans)) for one in statements}


def _weight(trait: int, shared: int) -> float:
    lean = LEAN * min(shared, MOST_LEANS)
    return trait + lean if trait else lean / 2


def likeness(one: Sheet, other: Sheet) -> float:
    """How far two sheets, or answers and a sheet, point the same way: -1 to 1; 0 when either is empty."""
    dot = sum(value * other[key] for key, value in one.items())
    lengths = _length(one) * _length(other)
    return dot / lengths if lengths else 0.0


def _length(of: Sheet) -> float:
    return math.sqrt(sum(value * value for value in of.values()))


def _sink(own: Sheet, unwanted: Sequence[Sheet]) -> float:
    return SINK * sum(max(0.0, likeness(own, other) - ALIKE) for other in unwanted)


def _shuffled(key: str, salt: str) -> bytes:
    return hashlib.sha256(f"{salt} {key}".encode()).digest()


def _varied(order: list[Facts]) -> list[Facts]:
    """The first ten with at most three of a category; more of one only when there is nothing else."""
    taken: Counter[str] = Counter()
    chosen: list[Facts] = []
    left: list[Facts] = []
    for career in order:
        (chosen if taken[career.group] < OF_ONE_CATEGORY else left).append(career)
        taken[career.group] += 1
        if len(chosen) == SHOWN:
            return chosen
    return (chosen + left)[:SHOWN]


def because(career: Facts, counted: Iterable[Statement], answers: Answers) -> tuple[str, ...]:
    """What the person said they like that speaks for this career, the weightiest first; at most three."""
    counted = tuple(counted)
    own = sheet(career, counted)
    weights = {one: own[one.key] * meant(one, answers) for one in counted}
    speaks = sorted((one for one, weight in weights.items() if weight > 0), key=lambda one: -weights[one])
    return tuple(one.likes for one in speaks[:REASONS])
