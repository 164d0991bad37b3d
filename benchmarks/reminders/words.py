"""What the letters say, in words that the templates share. Plain: no database."""

from frontdoor.ground.years import in_words

# Where this year's return stands, for those who have not yet reported.
THIS_YEAR = {
    "not-started": "We have no return from {school} for {year} yet.",
    "draft": "A return for {year} has been started. The answers so far are kept.",
    "with-head": "The return for {year} is filled in. It is waiting for the head to sign it.",
}
LAST_YEAR = {
    "submitted": "Last year ({last_year}) {school} made its return here. Your answers are kept, and you can copy them forward.",
    "elsewhere": "Last year ({last_year}) {school} reported with another tool, and that counted.",
    "not-expected": "Last year ({last_year}) no return was expected from {school}.",
}
NO_LAST_YEAR = "We have no return from {school} for last year ({last_year}). You can start afresh."


def this_year(state: str, *, school: str, year: str) -> str:
    """One sentence on where this year's return stands."""
    return THIS_YEAR[state].format(school=school, year=in_words(year))


def last_year(state: str, *, school: str, year: str) -> str:
    """One sentence on last year; `year` is last year's."""
    return LAST_YEAR.get(state, NO_LAST_YEAR).format(school=school, last_year=in_words(year))


def why(*, school: str, joined: bool) -> str:
    """Why this person gets the letter, to stand after "You got it because"."""
    if joined:
        return f"you are a careers leader or the head at {school}, which has not yet reported this year"
    return f"this is the address we have for {school}, which has not yet reported this year"
