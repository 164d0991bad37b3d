"""May this offer open? Ages, hours and what must be said, each rule with the sentence that mends it. Pure: no Django.

Sources are the domain paper's section 5. Ages and hours, 5.3: children in Years 7 to 9 visit, shadow and take part and do
not work (Education Act 1996, section 560, is for Years 10 and 11); under 18 at most 8 hours a day and 40 a week, 12
hours' rest between days, 48 hours' rest a week, 30 minutes' break in more than 4.5 hours, nothing from 10pm to 6am
(Working Time Regulations 1998). For pupils on work experience the same eight hours are the advice of HSE. Under 16 a
workplace names who supervises (5.6, 5.10). A workplace is where visits, shadowing and placements happen: online adds to it
and does not replace it (5.1). Labels: 5.7 and 5.8.

The rules of hours stand in `hours.py`, the plain data in `plan.py`.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from frontdoor.ground.phones import LIKE, is_phone
from workexperience.offers.hours import MOST_SESSIONS, hours
from workexperience.offers.plan import (
    AT_A_WORKPLACE,
    BLENDED,
    FURTHEST,
    IN_PERSON,
    LONGEST,
    ONLINE,
    PLACEMENT,
    PROJECT,
    SUPPORTED,
    T_LEVEL,
    YEARS_BEFORE_AGE,
    Days,
    Plan,
    Problem,
    days,
    from_age,
    hours_a_day,
    in_words,
    is_to_come,
)

__all__ = ["Days", "Plan", "Problem", "ages", "days", "from_age", "hours_a_day", "impossible", "is_to_come", "problems"]
WORKING_YEAR = 10  # the first year group that may work
TAKING_PART, MOST_DAYS_OF_CHILDREN = ("visit", "shadowing"), 10  # the number is ours: docs/decisions/offers.md


def problems(plan: Plan, today: date) -> list[Problem]:
    """Everything that stops it from opening on this day, in the order in which an employer is asked; empty when it may."""
    return list(dict.fromkeys(problem for rule in RULES for problem in rule(plan, today)))


def impossible(sessions: Iterable[Days]) -> list[Problem]:
    """What is wrong with days in themselves, whatever the offer: such days are not stored at all."""
    return [problem for session in sessions for problem in _real(session)]


def ages(youngest: int | None, oldest: int | None) -> list[Problem]:
    """What is wrong with ages in themselves: such ages are not stored at all."""
    if youngest is not None and oldest is not None and oldest < youngest:
        return [Problem("oldest", "The oldest age must not be below the youngest.")]
    return []


def _kind(plan: Plan, _today: date) -> Iterator[Problem]:
    if plan.kind == PROJECT and plan.mode != ONLINE:
        yield Problem("mode", "An online project happens online. Choose online, or change what it is.")
    if plan.kind in AT_A_WORKPLACE and plan.mode == ONLINE:
        what = AT_A_WORKPLACE[plan.kind]
        yield Problem(
            "mode", f"{what} needs time at a workplace. Choose in person or both, or make it an online project."
        )
    if plan.label and plan.kind != PLACEMENT:
        yield Problem(
            "label", f"{_label(plan)} is a placement. Change the kind to work experience placement, or choose neither."
        )


MISSING = {
    "title": "Enter a title.",
    "sector": "Choose the kind of work.",
    "doing": "Say what young people will do.",
    "learning": "Say what young people will learn.",
}


def _texts(plan: Plan, _today: date) -> Iterator[Problem]:
    yield from (Problem(name, sentence) for name, sentence in MISSING.items() if name not in plan.texts)


def _place(plan: Plan, _today: date) -> Iterator[Problem]:
    if plan.mode == ONLINE:
        return
    if "address" not in plan.texts:
        yield Problem("address", "Enter the address that young people come to.")
    if "postcode" not in plan.texts:
        yield Problem("postcode", "Enter the postcode of the place. It has to be in England.")
    elif "point" not in plan.texts:
        yield Problem("postcode", "We do not know where this postcode is. Enter a postcode in England.")


def _who(plan: Plan, _today: date) -> Iterator[Problem]:
    youngest = from_age(plan)
    if youngest is None:
        yield Problem("year_groups", "Choose the year groups it is for, or enter the youngest age.")
        return
    yield from ages(plan.youngest, plan.oldest)
    yield from _too_young(plan)
    yield from _too_old(plan)
    yield from _labelled(plan)
    if plan.mode != ONLINE:  # nobody is asked for a supervisor there
        yield from _supervised(plan, youngest)


def _supervised(plan: Plan, youngest: int) -> Iterator[Problem]:
    if youngest < 16 and not plan.has_supervisor:
        yield Problem(
            "supervisor_name",
            "Some who come may be under 16. Enter the name and phone number of the person who supervises them.",
        )
    if plan.supervisor_phone and not is_phone(plan.supervisor_phone):
        yield Problem("supervisor_phone", f"Enter the supervisor’s phone number in full, like {LIKE}.")


def _too_old(plan: Plan) -> Iterator[Problem]:
    """An oldest age that shuts out the very years that are chosen."""
    year = min(plan.year_groups, default=0)
    if year and plan.oldest is not None and plan.oldest < year + YEARS_BEFORE_AGE:
        yield Problem(
            "oldest", f"In Year {year} nobody is under {year + YEARS_BEFORE_AGE}. Change the oldest age, or the years."
        )


def _too_young(plan: Plan) -> Iterator[Problem]:
    if plan.kind != PLACEMENT or plan.label:
        return  # a label has its own, higher ages
    if any(year < WORKING_YEAR for year in plan.year_groups):
        yield Problem(
            "year_groups",
            "A placement is for Year 10 and above. Take out Years 7 to 9, or change the kind to a visit or job shadowing.",
        )
    if plan.youngest is not None and plan.youngest < WORKING_YEAR + YEARS_BEFORE_AGE:
        yield Problem(
            "youngest", "A placement is for people aged 14 or over. Change the youngest age, or change the kind."
        )


def _labelled(plan: Plan) -> Iterator[Problem]:
    if not plan.label:
        return
    if any(year + YEARS_BEFORE_AGE < 16 for year in plan.year_groups):
        yield Problem("year_groups", f"{_label(plan)} is for Years 12 and 13. Take out the younger years.")
    if plan.youngest is not None and plan.youngest < 16:
        yield Problem("youngest", f"{_label(plan)} is for people aged 16 or over. Change the youngest age.")
    if plan.label == SUPPORTED:
        yield from _supported(plan)


def _supported(plan: Plan) -> Iterator[Problem]:
    if plan.youngest is not None and plan.oldest is None:
        yield Problem("oldest", "A supported internship is for ages 16 to 24. Enter the oldest age, 24 or below.")
    if plan.youngest is not None and plan.youngest > 24:
        yield Problem("youngest", "A supported internship is for ages 16 to 24. Change the youngest age.")
    if plan.oldest is not None and plan.oldest > 24:
        yield Problem("oldest", "A supported internship is for ages 16 to 24. Change the oldest age.")


def _days(plan: Plan, today: date) -> Iterator[Problem]:
    yield from _sorts(plan)
    yield from impossible(plan.sessions)
    yield from _too_far(plan, today)
    yield from _too_many(plan)
    for sort in sorted({session.is_online for session in plan.sessions}):
        of_sort = [session for session in plan.sessions if session.is_online is sort]
        if not any(is_to_come(session, today) for session in of_sort):
            which = "online days" if sort and plan.mode == BLENDED else "days"
            yield Problem("sessions", f"All {which} have begun or are over. Enter days from tomorrow on.", "first_day")
    yield from _closing(plan, today)


def _too_far(plan: Plan, today: date) -> Iterator[Problem]:
    for session in plan.sessions:
        if session.first_day - today > FURTHEST:
            when = in_words(session.first_day)
            yield Problem("sessions", f"{when} is more than two years away. Enter an earlier day.", "first_day")


def _too_many(plan: Plan) -> Iterator[Problem]:
    """Children take part and do not work (5.3), so they do not come for weeks on end."""
    youngest = from_age(plan)
    if plan.kind not in TAKING_PART or youngest is None or youngest >= WORKING_YEAR + YEARS_BEFORE_AGE:
        return
    for session in plan.sessions:
        if len(days(session)) > MOST_DAYS_OF_CHILDREN:
            yield Problem(
                "sessions",
                f"People under 14 visit or shadow for up to {MOST_DAYS_OF_CHILDREN} days: more is like work. "
                f"Take out some of the days from {in_words(session.first_day)}.",
                "last_day",
            )


def _sorts(plan: Plan) -> Iterator[Problem]:
    sorts = {session.is_online for session in plan.sessions}
    if not sorts:
        yield Problem("sessions", "Enter the days on which young people can come.")
    elif len(plan.sessions) > MOST_SESSIONS:
        yield Problem(
            "sessions", f"One offer has up to {MOST_SESSIONS} sets of days. Make a second offer for the others."
        )
    elif plan.mode == BLENDED and len(sorts) == 1:
        missing = "in person" if True in sorts else "online"
        yield Problem("sessions", f"It is both in person and online. Enter the days that are {missing} too.")
    elif plan.mode == IN_PERSON and True in sorts:
        yield Problem("sessions", "It is in person, but some days are online. Enter the days again.")
    elif plan.mode == ONLINE and False in sorts:
        yield Problem("sessions", "It is online, but some days are in person. Enter the days again.")


def _real(session: Days) -> Iterator[Problem]:
    if session.last_day < session.first_day:
        yield Problem(
            "sessions", f"The last day must not be before the first day, {in_words(session.first_day)}.", "last_day"
        )
    elif session.last_day - session.first_day > LONGEST:
        yield Problem(
            "sessions",
            f"The days from {in_words(session.first_day)} go on for over a year. Change the last day.",
            "last_day",
        )
    elif not days(session):
        yield Problem(
            "sessions",
            f"None of the weekdays you chose is between {in_words(session.first_day)} and {in_words(session.last_day)}. "
            "Change the weekdays or the dates.",
            "weekdays",
        )
    if session.ends_at <= session.starts_at:
        yield Problem(
            "sessions",
            f"On {in_words(session.first_day)} the day must end after it starts. Change the times.",
            "ends_at",
        )
    elif not hours_a_day(session):
        yield Problem(
            "sessions",
            f"On {in_words(session.first_day)} the break is as long as the day. Change the break.",
            "break_minutes",
        )
    if session.places < 1:
        yield Problem("sessions", f"Enter how many can come on {in_words(session.first_day)}.", "places")


def _closing(plan: Plan, today: date) -> Iterator[Problem]:
    if plan.closes_on is None:
        return
    if plan.closes_on < today:
        yield Problem("closes_on", "The last day to apply is in the past. Enter a later day.")
    present = [session for session in plan.sessions if not session.is_online]
    starts = [session.first_day for session in present or plan.sessions]
    if starts and plan.closes_on > max(starts):
        yield Problem(
            "closes_on", f"The last day to apply must be {in_words(max(starts))} or before, when the last days begin."
        )


def _label(plan: Plan) -> str:
    return "A T Level industry placement" if plan.label == T_LEVEL else "A supported internship"


Rule = Callable[[Plan, date], Iterator[Problem]]
RULES: tuple[Rule, ...] = (_kind, _texts, _place, _who, _days, hours)
