"""What a parent or carer reads before they say yes or no. It is stored word for word with the answer."""

from collections.abc import Iterator
from datetime import date

from workexperience.applications.words import days_and_hours, parts, when
from workexperience.checks.queries import current
from workexperience.models import Application, Check, Mode, Offer

GAP = "\n\n"


def text_of(application: Application, *, today: date) -> str:
    """All of it: each part is a heading, a new line and its words; an empty line stands between two parts."""
    check = current(application.offer.employer, on=today)
    found = [*_about(application), *_safe(application.offer, check), *_ask(application)]
    return GAP.join(f"{heading}\n{_lines(words)}" for heading, words in found if words.strip())


def in_parts(text: str) -> list[tuple[str, str]]:
    """A stored text as headings and words."""
    pairs = (part.partition("\n") for part in text.split(GAP))
    return [(heading, words) for heading, _, words in pairs]


def _lines(words: str) -> str:
    """Without empty lines: they part the headings."""
    return "\n".join(line.strip() for line in words.splitlines() if line.strip())


def _about(application: Application) -> Iterator[tuple[str, str]]:
    offer = application.offer
    yield "What", f"{offer.title}. {offer.get_kind_display()}.\n{offer.doing}"
    said = [f"{'Online' if one.is_online else 'In person'}: {'. '.join(when(one))}." for one in parts(application)]
    yield "When", "\n".join([*said, f"In all: {days_and_hours(application)}."])
    place = ", ".join(filter(None, [offer.address, offer.town, offer.postcode]))
    yield "Where", "Online." if offer.mode == Mode.ONLINE else place
    yield "Employer", offer.employer.organisation.label


def _safe(offer: Offer, check: Check | None) -> Iterator[tuple[str, str]]:
    yield "Who looks after them there", offer.supervisor_name
    if check:
        yield "How the employer keeps people safe", check.health_and_safety
        yield "Risks for young people, and what is done about them", check.young_people
        yield "Checked", "Somebody has checked the employer’s insurance and what it says about safety."
    else:
        yield "Checked", "The employer is being checked. Nobody goes before that is done."
    yield "What they will not do", offer.banned_tasks
    if offer.mode != Mode.ONLINE:
        pays = "The employer pays for travel." if offer.pays_travel else "The employer does not pay for travel."
        yield "Getting there", f"{pays}\n{offer.travel_note}"
    yield "What to wear or bring", offer.dress


def _ask(application: Application) -> Iterator[tuple[str, str]]:
    school, employer = application.institution.name, application.offer.employer.organisation.name
    yield "Who to ask", f"{application.contact_name}, {school}, {application.contact_phone}"
    told = f"their first name, the first letter of their last name, their year group, {school} and what they wrote to apply"
    helps = application.shares_support or application.shares_what_helps
    more = "\nOnce the employer has said yes it also reads what would help your child: your child has chosen that."
    said = f"Your child can go on these days. {employer} is told {told}.{more if helps else ''}"
    yield "If you say yes", f"{said}\nOther days need another yes from you."
