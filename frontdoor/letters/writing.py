"""A letter's words: what a template and its context make.

`templates/letters/<kind>.txt` begins with header lines, then a blank line, then what the letter says:

    Subject: Your return for 2026 to 2027 is open
    Why: you are a careers leader at {{ school }}
    For: learner                                    (only on letters to learners: ends with "Worried or not safe?")

    Hello,
    ...

A context with `safe` (lines: whom this learner can turn to) makes it a letter to a learner too
(`record.care.letters.to_learner`). Every letter is framed by `letters/frame.txt` and `letters/base.html`: who it is from, why you got it, how to get help.
With no `<kind>.html` the HTML says the same words: a paragraph a paragraph, an address on a line of its own a button.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

HEADERS = {"subject", "why", "for"}
HELP = "/help/"
NOT_SAFE = "/record/safe/"  # for a visitor it leads on to `/worried/`
SUBJECT = 200  # characters, as the model's
WHY = "somebody gave this address to us, or you use it to sign in"


@dataclass(frozen=True)
class Words:
    """What a letter says."""

    subject: str
    text: str
    html: str


def write(kind: str, context: dict[str, Any]) -> Words:
    """The words of one letter. ValueError when the template has no subject, TemplateDoesNotExist when there is none."""
    context = {"site": settings.SITE_URL, "site_name": settings.SITE_NAME, **context}
    headers, said = _split(kind, get_template(f"letters/{kind}.txt").render(context))
    frame = context | {
        "subject": headers["subject"][:SUBJECT],
        "why": headers.get("why", WHY),
        "for_learner": headers.get("for") == "learner" or bool(context.get("safe")),
        "help": HELP,
        "not_safe": NOT_SAFE,
        "said": said,
        "typed": _typed(context),
        "paragraphs": [paragraph.split("\n") for paragraph in said.split("\n\n")],
    }
    text = get_template("letters/frame.txt").render(frame)
    return Words(frame["subject"], text, _html(kind, frame))


def _typed(context: dict[str, Any]) -> set[str]:
    """Lines that may be a person's words, such as a note: never a button. `link` is always an address of our own."""
    values = [value for name, value in context.items() if name != "link" and isinstance(value, str)]
    return {line.strip() for value in values for line in value.splitlines()}


def _split(kind: str, text: str) -> tuple[dict[str, str], str]:
    head, _, said = text.strip().partition("\n\n")
    pairs = [line.partition(":")[::2] for line in head.splitlines()]
    headers = {name.strip().lower(): " ".join(value.split()) for name, value in pairs}
    if not headers.get("subject") or not headers.keys() <= HEADERS:
        raise ValueError(f"templates/letters/{kind}.txt must begin with a Subject: line and a blank line.")
    return headers, re.sub(r"\n{3,}", "\n\n", said.strip())  # an `{% if %}` that said nothing


def _html(kind: str, frame: dict[str, Any]) -> str:
    try:
        template = get_template(f"letters/{kind}.html")
    except TemplateDoesNotExist:
        template = get_template("letters/plain.html")
    return template.render(frame)
