"""Every row about their placements that a learner takes along, and their own words, which they may delete."""

from collections.abc import Iterable
from functools import partial

from django.db.models import QuerySet

from frontdoor.record.models import Learner
from frontdoor.record.shown import Table, Theirs
from workexperience.answers.rules import to_learner
from workexperience.logbook import actions
from workexperience.models import Application, Consent, Day, Happened, Step


def holds(learner: Learner) -> Iterable[Table]:
    """What they asked for and what came of it, day by day, with who was asked to agree."""
    yield _applications(learner)
    yield _days(learner)
    yield _consents(learner)
    yield _steps(learner)


def _applications(learner: Learner) -> Table:
    columns = [
        ("placement", "Placement"), ("employer", "Employer"), ("at", "School or college"), ("asked", "Asked for it"),
        ("why", "Why this"), ("hopes", "What you hoped to learn"), ("support", "What would help you"),
        ("employer_reads_support", "The employer may read what would help you"),
        ("employer_reads_what_helps", "The employer may read “what helps me”"),
        ("state", "Where it stands"), ("since", "Since"), ("words", "Why it ended"),
        ("feedback", "The employer’s feedback"), ("feedback_by", "Who wrote it"), ("reflection", "What you learned"),
        ("happened", "What was part of it"), ("certificate", "Code of the certificate"),
    ]  # fmt: skip
    rows = [
        [
            one.offer.title, one.offer.employer.organisation.name, one.institution.name, one.created_at, one.why,
            one.hopes, one.support, one.shares_support, one.shares_what_helps, str(one.get_state_display()),
            one.state_since, to_learner(one.state, one.ended_because), one.feedback, one.feedback_name, one.reflection,
            ". ".join(str(Happened(part).label) for part in one.happened), one.certificate or "",
        ]
        for one in _all(learner)
    ]  # fmt: skip
    return Table("placements", "Work experience that you asked for", columns, rows)


def _days(learner: Learner) -> Table:
    columns = [
        ("placement", "Placement"), ("day", "Day"), ("from", "From"), ("until", "Until"), ("hours", "Hours"),
        ("online", "Online"), ("mark", "What the workplace said"), ("log", "Your log book"), ("written", "Written"),
    ]  # fmt: skip
    found = Day.objects.filter(application__learner=learner).select_related("application__offer")
    rows = [
        [
            day.application.offer.title, day.day, f"{day.starts_at:%H:%M}", f"{day.ends_at:%H:%M}", day.hours,
            day.is_online, str(day.get_mark_display()), day.log, day.logged_at,
        ]
        for day in found.order_by("day", "pk")
    ]  # fmt: skip
    return Table("placement-days", "Days of your work experience", columns, rows)


def _consents(learner: Learner) -> Table:
    columns = [
        ("placement", "Placement"), ("asked", "Asked"), ("answered", "Answered"), ("agreed", "Agreed"),
        ("on_paper", "On paper"), ("text", "What they were asked to agree to"),
    ]  # fmt: skip
    found = Consent.objects.filter(application__learner=learner).select_related("application__offer")
    rows = [
        [one.application.offer.title, one.created_at, one.answered_at, one.agrees, one.on_paper, one.text]
        for one in found.order_by("created_at", "pk")
    ]
    return Table("placement-consents", "When a parent or carer was asked", columns, rows)


def _steps(learner: Learner) -> Table:
    columns = [("placement", "Placement"), ("state", "What happened"), ("at", "When"), ("words", "What was said")]
    found = Step.objects.filter(application__learner=learner).select_related("application__offer")
    rows = [
        [
            one.application.offer.title,
            str(one.get_state_display()),
            one.at,
            to_learner(one.state, one.words),
        ]
        for one in found.order_by("at", "pk")
    ]
    return Table("placement-steps", "What happened to what you asked for", columns, rows)


def held_back(learner: Learner) -> Iterable[str]:
    """What an application says of others."""
    if Application.objects.filter(learner=learner).exists():
        yield (
            "Who your parent or carer is, and the names and numbers of those who looked after you at a workplace, except "
            "who wrote your feedback and whom the text that a parent or carer read names."
        )
        yield "What an employer wrote to your school or college when it said no. The reason that we told you is here."


def theirs(learner: Learner) -> Iterable[Theirs]:
    """Their own words about their days."""
    days = Day.objects.filter(application__learner=learner).exclude(log="").count()
    learned = Application.objects.filter(learner=learner).exclude(reflection="").count()
    if days or learned:
        words = f"What I wrote about my work experience: {days + learned} text{'' if days + learned == 1 else 's'}"
        yield Theirs("log-book", words, partial(actions.delete_words, learner=learner))


def _all(learner: Learner) -> QuerySet[Application]:
    found = Application.objects.filter(learner=learner).select_related("institution", "offer__employer__organisation")
    return found.prefetch_related("days").order_by("created_at", "pk")
