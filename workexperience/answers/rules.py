"""Why an employer says no, or has to take a yes back: a short list, and words of its own. Pure: no Django."""

MOST_WORDS = 200  # characters of the employer's own
OTHER = "other"
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
    """The reason with the employer's words after it, as the young person reads it. ValueError when nothing is said."""
    text = f"{reasons[reason]} {' '.join(words.split())}".strip()
    if not text:
        raise ValueError("A reason needs words.")
    return text
