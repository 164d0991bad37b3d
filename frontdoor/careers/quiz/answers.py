"""Somebody's answers: from -2 (strongly disagree) to 2 (strongly agree) by statement, and as a short code. Pure.

A statement that was skipped is not among them and counts as the middle.
"""

from collections.abc import Mapping

from frontdoor.careers.quiz.statements import FIRST, Quiz, Statement

Answers = Mapping[str, int]
SKIPPED = "-"
MARKS = {-2: "a", -1: "b", 0: "c", 1: "d", 2: "e"}
VALUES = {mark: value for value, mark in MARKS.items()}


def to_code(quiz: Quiz, answers: Answers) -> str:
    """The answers in one short text: the quiz's version, then a mark for each statement up to the last answered."""
    marks = "".join(MARKS[answers[one.key]] if one.key in answers else SKIPPED for one in quiz.statements)
    return f"{quiz.version}.{marks.rstrip(SKIPPED)}"


def from_code(quiz: Quiz, code: str) -> dict[str, int]:
    """The answers in a code; none when it was made for another version of the quiz or by nobody."""
    version, _, marks = code.partition(".")
    if version != str(quiz.version) or len(marks) > len(quiz.statements):
        return {}
    pairs = zip(quiz.statements, marks, strict=False)
    return {one.key: VALUES[mark] for one, mark in pairs if mark in VALUES}


def meant(statement: Statement, answers: Answers) -> int:
    """How much the answer says for the statement's trait, from -2 to 2."""
    given = answers.get(statement.key, 0)
    return -given if statement.reversed else given


def asked(quiz: Quiz, answers: Answers) -> tuple[Statement, ...]:
    """The statements that count: the first sixteen, and each later one that was answered."""
    later = (one for one in quiz.statements[FIRST:] if one.key in answers)
    return (*quiz.statements[:FIRST], *later)


def strengths(quiz: Quiz, answers: Answers) -> list[str]:
    """The traits that the answers speak for, strongest first.

    Each trait's answers are averaged, so that a trait that was asked about more often is no stronger for it.
    """
    counted = asked(quiz, answers)
    found = {}
    for trait in quiz.traits:
        said = [meant(one, answers) for one in counted if one.trait == trait]
        found[trait] = sum(said) / len(said)
    return sorted((trait for trait, score in found.items() if score > 0), key=lambda trait: -found[trait])
