"""Why an employer says no, or has to take a yes back: a short list, and words of its own for the school. Pure: no Django."""

MOST_WORDS = 200  # characters of the employer's own
OTHER = "other"
BY_EMPLOYER = frozenset({"declined", "cancelled"})
DECLINE = {
    "days": "Nobody can look after you on these days.",
    "busy": "We have too much on at that time.",
    "taken": "We have said yes to others.",
    OTHER: "",
}
CANCEL = {
    "days": "Nobody can look after you on these days any more.",
    "closed": "We are closed on these days.",
    "unsafe": "It would not be safe at the moment.",
    OTHER: "",
}
# How the list puts it to the employer.
ASKED = {
    "days": "Nobody can look after them on these days",
    "busy": "We have too much on at that time",
    "taken": "We have said yes to others",
    "closed": "We are closed on these days",
    "unsafe": "It would not be safe at the moment",
    OTHER: "Something else",
}


def said(reasons: dict[str, str], reason: str, words: str) -> str:
    """The reason with the employer's words after it, as the school reads it. ValueError when nothing is said."""
    text = f"{reasons[reason]} {' '.join(words.split())}".strip()
    if not text:
        raise ValueError("A reason needs words.")
    return text


def listed(text: str) -> str:
    """Of what `said` made, the reason of our list alone: all that the young person reads. Empty when it is none of them.

    An employer has no way to write to a learner (issue 4.1): its own words are for the school.
    """
    reasons = (one for one in [*DECLINE.values(), *CANCEL.values()] if one)
    return next((one for one in reasons if text.startswith(one)), "")


def to_learner(state: str, words: str) -> str:
    """What was said on the way into a state, as the learner reads it."""
    return listed(words) if state in BY_EMPLOYER else words
