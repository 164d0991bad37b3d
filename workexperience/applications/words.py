"""What an application's state means, who has it now and what comes next, in words. One place for pages and letters."""

from dataclasses import dataclass
from decimal import Decimal

from frontdoor.ground.dates import moment_in_words
from workexperience.applications import rules
from workexperience.consents.queries import agreed
from workexperience.models import Application, ApplicationState, Session
from workexperience.offers.plan import days, hours_a_day
from workexperience.offers.queries import days_of
from workexperience.offers.words import dates_in_words, hours_in_words, number

S = ApplicationState
COLOURS = {
    **dict.fromkeys((S.SCHOOL, S.PARENT, S.EMPLOYER, S.FEEDBACK, S.ACCEPTED), "blue"),
    **dict.fromkeys((S.OFFERED, S.OTHER_DAYS, S.REFLECTION), "yellow"),
    **dict.fromkeys((S.CONFIRMED, S.COUNTED), "green"),
}
# To the learner: what the state is called, and what it means for them. `{employer}` and `{school}` are names.
LEARNER: dict[str, tuple[str, str]] = {
    S.SCHOOL: ("With your school", "Staff of {school} read it and decide whether you can go. Then others are asked."),
    S.PARENT: (
        "With your parent or carer",
        "{school} has agreed. Now a parent or carer has to say yes. {school} asks them.",
    ),
    S.WAITING: (
        "In the waiting line",
        "All places are taken just now, or {employer} is being checked. If a place is free for you, we email you.",
    ),
    S.OFFERED: ("A place is free for you", "Say yes by {until}. After that it goes to the next person."),
    S.EMPLOYER: ("With the employer", "Your school agrees, and a place is held for you. Now {employer} decides."),
    S.OTHER_DAYS: ("Other days for you", "{employer} cannot do your days and offers these. Say yes or no by {until}."),
    S.ACCEPTED: ("Accepted, not yet confirmed", "{employer} said yes. One or two things are missing. Do not go yet."),
    S.CONFIRMED: ("Confirmed", "You are going. Below is where to be, when, and who to ring."),
    S.FEEDBACK: ("Your days are over", "{employer} is asked how it went."),
    S.REFLECTION: ("Your days are over", "Write down what you learned. Then your days count."),
    S.COUNTED: ("Finished", "These days are in your record and count."),
    S.REFUSED: ("Not agreed", "This cannot go ahead. You can ask for something else."),
    S.DECLINED: ("The employer said no", "{employer} cannot have you this time. You can ask for something else."),
    S.WITHDRAWN: ("Withdrawn", "This was taken back. You can ask for something else."),
    S.CANCELLED: ("Cancelled", "It does not happen any more, so do not go there. You can ask for something else."),
    S.EXPIRED: ("Out of time", "Nobody answered in time. You can ask for something else."),
    S.ABSENT: ("You were not there", "{employer} told us that you did not come. If that is wrong, tell your school."),
}
HOLDERS: dict[str, str] = {
    rules.SCHOOL: "{school}",
    rules.PARENT: "A parent or carer",
    rules.EMPLOYER: "{employer}",
    rules.LINE: "The waiting line",
    rules.CHECK: "{school} and {employer}",
    rules.NOBODY: "Nobody: it is over",
}


@dataclass(frozen=True)
class Said:
    """A state as its learner reads it: its name, who has it now, what it means, and the colour of its tag."""

    state: str
    who: str
    means: str
    colour: str


def to_learner(application: Application) -> Said:
    """An application's state, to the learner."""
    state, means = LEARNER[application.state]
    return Said(state, _holder(application, "You"), _fill(means, application), colour(application))


def holder(application: Application) -> str:
    """Who has it now, as staff read it."""
    return _holder(application, application.learner.name)


def holder_at_a_glance(application: Application) -> str:
    """The same in a list, where nobody is asked whether a parent has yet to agree to other days."""
    owner = rules.owner(application.state)
    return application.learner.name if owner == rules.LEARNER else _fill(HOLDERS[owner], application)


def _holder(application: Application, learner: str) -> str:
    asks_parent = application.state == S.ACCEPTED and not agreed(application)
    owner = rules.owner(application.state, parent_has_to_agree=asks_parent)
    return learner if owner == rules.LEARNER else _fill(HOLDERS[owner], application)


def colour(application: Application) -> str:
    """The colour of a state's tag; grey for what is over without days."""
    return COLOURS.get(ApplicationState(application.state), "grey")


def _fill(words: str, application: Application) -> str:
    return words.format(
        school=application.institution.name,
        employer=application.offer.employer.organisation.name,
        until=moment_in_words(application.expires_at),
    )


def parts(application: Application) -> list[Session]:
    """What it is made of: one set of days, of a blended offer two."""
    return [one for one in (application.session, application.online_session) if one]


def when(session: Session) -> tuple[str, str]:
    """`1 to 5 March 2027` and `9:30am to 3:30pm with a break of 30 minutes: 5.5 hours a day`."""
    held = days_of(session)
    return dates_in_words(held), hours_in_words(held)


def days_and_hours(application: Application) -> str:
    """`5 days, 27.5 hours`; of a blended one both parts together."""
    found = [days_of(one) for one in parts(application)]
    dates = {day for one in found for day in days(one)}
    hours = sum((hours_a_day(one) * len(days(one)) for one in found), Decimal(0))
    return f"{len(dates)} day{'' if len(dates) == 1 else 's'}, {number(hours)}"
