"""Counting rules: an ordered list of conditions, each one `Q` over a participation and its activity, plus one sentence.

What counts passes all of them; why a record does not count is the sentence of the first that it fails (`queries.py`). So
list, page, pre-fill and SQL are one thing. The parts are those of the May 2025 guidance (domain 1.2, GB5 to GB8); a part
that the domain marks "check" is not asked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from benchmarks.counting.days import DaysRule
from frontdoor.record.activities.kinds import ACCESS, ENCOUNTER, WORKPLACE
from frontdoor.record.models import ActivityKind, Attendance, Mode, Part


@dataclass(frozen=True)
class Condition:
    """One thing that must be so; `sentence` is said of a record for which it is not."""

    q: Q
    sentence: str


@dataclass(frozen=True)
class Rule:
    """What counts, in words, and its conditions in the order in which they are told.

    `near` are the kinds of activity that are looked through for records that do not count.
    """

    words: str
    near: tuple[ActivityKind, ...]
    conditions: tuple[Condition, ...]

    @property
    def q(self) -> Q:
        """All conditions together."""
        found = Q()
        for condition in self.conditions:
            found &= condition.q
        return found


MARKED = Condition(~Q(attendance=Attendance.INVITED), "It is not yet marked who was there.")
ATTENDED = Condition(Q(attendance=Attendance.ATTENDED), "They were not there.")
FACE_TO_FACE = Condition(
    Q(activity__mode__in=[Mode.IN_PERSON, Mode.BLENDED]),
    "It was only online or by phone. In person counts, or partly online.",
)


def of_kind(kind: ActivityKind, sentence: str) -> Condition:
    """The activity is of this kind."""
    return Condition(Q(activity__kind=kind), sentence)


def with_parts(*parts: Part) -> list[Condition]:
    """Each of these parts was recorded; the first that is missing is named."""
    return [Condition(Q(activity__parts__contains=[part]), f"Not recorded: {_small(part.label)}.") for part in parts]


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _rule(words: str, near: Iterable[ActivityKind], *conditions: Condition) -> Rule:
    return Rule(words, tuple(near), (*conditions[:1], MARKED, ATTENDED, *conditions[1:]))


def meeting(level: int) -> Rule:
    """A personal guidance meeting (GB8): one to one, with an adviser verified at this level or above on that day."""
    return _rule(
        f"A one-to-one personal guidance meeting with a careers adviser qualified at level {level} or above on that day.",
        [ActivityKind.GUIDANCE, ActivityKind.INFORMATION],
        of_kind(ActivityKind.GUIDANCE, "It was not a personal guidance meeting."),
        Condition(Q(activity__one_to_one=True), "It was not one to one."),
        Condition(
            Q(activity__adviser_level__gte=level),
            f"The adviser is not known to have been qualified at level {level} or above on that day.",
        ),
    )


def encounter() -> Rule:
    """A meaningful encounter with an employer (GB5)."""
    return _rule(
        "A meaningful encounter with an employer: a shared purpose, fitting learning outcomes, two-way, with time to "
        "reflect; in person, or partly online.",
        [ActivityKind.EMPLOYER],
        of_kind(ActivityKind.EMPLOYER, "It was not an encounter with an employer."),
        FACE_TO_FACE,
        *with_parts(*ENCOUNTER),
    )


def encounter_in_curriculum() -> Rule:
    """The same through the curriculum area (GB5, colleges)."""
    base = encounter()
    own = Condition(~Q(activity__subject=""), "It was not part of a subject or course.")
    return Rule(f"{base.words} As part of a subject or course.", base.near, (*base.conditions, own))


# Feedback may be noted for the activity or for the learner.
HAS_FEEDBACK = Q(activity__parts__contains=[Part.FEEDBACK]) | Q(feedback=True)


def workplace() -> Rule:
    """A meaningful experience of a workplace (GB6)."""
    feedback = Condition(HAS_FEEDBACK, "The employer’s feedback to the learner was not recorded.")
    parts = with_parts(*(part for part in WORKPLACE if part != Part.FEEDBACK))
    return _rule(
        "A meaningful experience of a workplace: a shared purpose, fitting learning outcomes, two-way, meeting a range "
        "of people, a task, the employer’s feedback, and time to reflect.",
        [ActivityKind.WORKPLACE],
        of_kind(ActivityKind.WORKPLACE, "It was not an experience of a workplace."),
        *parts,
        feedback,
    )


IS_ONLINE = (Mode.ONLINE, Mode.PHONE)
NEEDED = {"task": Part.TASK, "live-contact": Part.TWO_WAY, "feedback": Part.FEEDBACK}  # the names of `days.NEEDS`


def workplace_days(days: DaysRule) -> Rule:
    """Hours at a workplace that become days (domain 5.1): in person all that were attended, online only with its parts.

    Of what was both nobody said which hours were in person, and a fact that is not known is not so.
    """
    in_person = Q(activity__mode=Mode.IN_PERSON)
    one_way = Condition(
        in_person | Q(activity__mode__in=IS_ONLINE),
        "It was both in person and online. Record the two apart, so that the days of each can be counted.",
    )
    needs = [
        Condition(in_person | _has(part), _online_without(part)) for part in map(NEEDED.__getitem__, days.online_needs)
    ]
    return _rule(
        days.words,
        [ActivityKind.WORKPLACE],
        of_kind(ActivityKind.WORKPLACE, "It was not an experience of a workplace."),
        one_way,
        *needs,
    )


def _has(part: Part) -> Q:
    return HAS_FEEDBACK if part == Part.FEEDBACK else Q(activity__parts__contains=[part])


def _online_without(part: Part) -> str:
    return f"It was online, and this is not recorded: {_small(part.label)}."


PROVIDERS = {
    "sixth-form": "a sixth form",
    "college": "a further education college",
    "university": "a university or other provider of higher education",
    "training-provider": "an independent training provider",
}


# Who offers approved technical qualifications or apprenticeships: colleges, training providers, some universities.
TECHNICAL = ["college", "training-provider", "university"]


def provider(kind: str) -> Rule:
    """A meaningful encounter with one kind of provider (GB7). KeyError for a kind that is not known."""
    name = PROVIDERS[kind]
    return _rule(
        f"A meaningful encounter with {name}: a shared purpose, fitting learning outcomes, meeting staff and learners.",
        [ActivityKind.PROVIDER],
        of_kind(ActivityKind.PROVIDER, "It was not an encounter with a provider."),
        Condition(Q(activity__provider_kinds__contains=[kind]), f"It was not with {name}."),
        *with_parts(Part.PURPOSE, Part.OUTCOMES, Part.STAFF, Part.TRAINEES),
    )


def information() -> Rule:
    """Careers and labour market information that learners used (GB2)."""
    return _rule(
        "Careers information that the learner found and used.",
        [ActivityKind.INFORMATION],
        of_kind(ActivityKind.INFORMATION, "It was not careers information."),
    )


def provider_access() -> Rule:
    """An encounter that the provider access law asks for (section 42B Education Act 1997; domain 3.2)."""
    return _rule(
        "A visit of a provider of technical education or apprenticeships in school hours, with all four parts that the "
        "provider access law names.",
        [ActivityKind.PROVIDER],
        of_kind(ActivityKind.PROVIDER, "It was not an encounter with a provider."),
        Condition(
            Q(activity__provider_kinds__overlap=TECHNICAL),
            "It was not with a provider of technical education or apprenticeships.",
        ),
        Condition(Q(activity__in_school_hours=True), "It was not in school hours."),
        *with_parts(*ACCESS),
    )
