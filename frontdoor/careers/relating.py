"""Which careers are near which, and why. Pure: plain data in, plain data out.

Nearness is counted from what two careers share: the occupation group (the same unit group of SOC 2020 counts most, then
its minor group), the job categories, and the skills that O*NET ranks highest for them. A skill that most careers share
says little, so each skill counts by how rare it is.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frontdoor.ground.lists import listed

NEAREST = 6
UNIT, MINOR, CATEGORY, SKILLS = 4.0, 2.5, 1.5, 3.0


@dataclass(frozen=True)
class Facts:
    """What nearness is counted from."""

    key: str
    occupation: str
    categories: frozenset[str]
    skills: frozenset[str]


@dataclass(frozen=True)
class Near:
    """Another career, how near, and the reason in words."""

    key: str
    score: float
    why: str


def nearest(careers: Iterable[Facts], names: Mapping[str, str], most: int = NEAREST) -> dict[str, list[Near]]:
    """For each career the nearest others, nearest first; `names` gives the words for the key of a category or a skill.

    The same careers give the same answer in any order. A career that shares nothing with any other has none.
    """
    every = sorted(careers, key=lambda one: one.key)
    rarity = _rarity(every)
    groups = _groups(every)
    found = {}
    for one in every:
        others = {other.key: other for group in _keys(one) for other in groups[group] if other.key != one.key}
        scored = [
            Near(other.key, _score(one, other, rarity), _why(one, other, names, rarity)) for other in others.values()
        ]
        found[one.key] = sorted(scored, key=lambda near: (-near.score, near.key))[:most]
    return found


def _keys(one: Facts) -> list[str]:
    return [*one.categories, *([one.occupation[:3]] if one.occupation else [])]


def _groups(every: list[Facts]) -> dict[str, list[Facts]]:
    groups = defaultdict(list)
    for one in every:
        for key in _keys(one):
            groups[key].append(one)
    return groups


def _rarity(every: list[Facts]) -> dict[str, float]:
    having = Counter(skill for one in every for skill in one.skills)
    return {skill: math.log(1 + len(every) / number) for skill, number in having.items()}


def _score(one: Facts, other: Facts, rarity: dict[str, float]) -> float:
    shared, either = one.skills & other.skills, one.skills | other.skills
    score = SKILLS * sum(rarity[s] for s in sorted(shared)) / (sum(rarity[s] for s in sorted(either)) or 1)
    both, any_of = one.categories & other.categories, one.categories | other.categories
    score += CATEGORY * 2 * len(both) / max(1, len(any_of))
    if one.occupation and other.occupation:
        score += (
            UNIT if one.occupation == other.occupation else MINOR if one.occupation[:3] == other.occupation[:3] else 0
        )
    return round(score, 6)


def _why(one: Facts, other: Facts, names: Mapping[str, str], rarity: dict[str, float]) -> str:
    parts = []
    if one.occupation and one.occupation == other.occupation:
        parts.append("the same kind of work")
    elif one.occupation and one.occupation[:3] == other.occupation[:3]:
        parts.append("a close kind of work")
    if both := sorted(one.categories & other.categories):
        parts.append(f"also in {listed([names.get(key, key) for key in both[:2]])}")
    if shared := sorted(one.skills & other.skills, key=lambda skill: (-rarity[skill], skill)):
        parts.append(f"needs {listed([names.get(skill, skill) for skill in shared[:2]])} too")
    words = "; ".join(parts)
    return words[:1].upper() + words[1:]
