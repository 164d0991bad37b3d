"""Answers and notes as people read them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from benchmarks.frameworks.shape import AnswerValue, Facts, Form, Kind, Question
from frontdoor.ground.dates import day_in_words

NOT_ANSWERED = "Not answered"


def answer_words(
    form: Form, question: Question, value: AnswerValue | None, facts: Facts, *, brief: bool = False
) -> str:
    """An answer in words: `Yes`, `Yes, 3 of 4 parts: ...`, `119 of 200 Year 11 pupils (59%)`, or `Not answered`.

    `brief` leaves out the names of the parts.
    """
    if not value:
        return NOT_ANSWERED
    if question.kind == Kind.SHARE:
        return _share(question, value.get("count"), form.base(question, facts))
    word = str(value.get("value", "")).capitalize() or NOT_ANSWERED
    if question.kind == Kind.PARTS and value.get("value") == "yes":
        ticked = [part.text for part in question.parts if part.key in value.get("parts", ())]
        named = f": {'; '.join(ticked)}" if ticked and not brief else ""
        return f"{word}, {len(ticked)} of {len(question.parts)} parts{named}"
    return word


def _share(question: Question, count: int | None, base: int | None) -> str:
    if count is None:
        return NOT_ANSWERED
    if not base:
        return f"{count} {question.base_words}"
    return f"{count} of {base} {question.base_words} ({count * 100 // base}%)"


def shown_note(note: Mapping[str, Any]) -> dict[str, Any]:
    """A note with its date also in words, as `due_words`."""
    return {**note, "due_words": day_in_words(date.fromisoformat(note["due"]))} if note.get("due") else dict(note)


def note_words(note: Mapping[str, Any] | None) -> str:
    """A note in one line: evidence, next step, owner and date, as far as given."""
    note = note or {}
    labels = {"evidence": "Evidence", "next_step": "Next", "owner": "Who", "due": "By"}
    return ". ".join(f"{label}: {note[key]}" for key, label in labels.items() if note.get(key)) or "Nothing written"
