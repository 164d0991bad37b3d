"""What each kind of activity asks, in one table: the form, the page, the import and the counting rules read it.

Pure data. Parts that make an encounter or experience meaningful: domain 1.2 (GB5 to GB7); parts of a provider's visit
under the provider access law: domain 3.2.
"""

from dataclasses import dataclass
from decimal import Decimal

from frontdoor.record.models import ActivityKind, Part

ENCOUNTER = (Part.PURPOSE, Part.OUTCOMES, Part.TWO_WAY, Part.REFLECTION)  # GB5, all four
WORKPLACE = (
    Part.PURPOSE,
    Part.OUTCOMES,
    Part.TWO_WAY,
    Part.RANGE_OF_PEOPLE,
    Part.TASK,
    Part.FEEDBACK,
    Part.REFLECTION,
)  # GB6, all seven
PROVIDER = (Part.PURPOSE, Part.OUTCOMES, Part.STAFF, Part.TRAINEES, Part.TWO_WAY, Part.REFLECTION)  # GB7
ACCESS = (Part.QUALIFICATIONS, Part.CAREERS, Part.WHAT_IT_IS_LIKE, Part.QUESTIONS)  # provider access, all four

EVERY = ("title", "day", "hours")  # what every kind asks


@dataclass(frozen=True)
class Asked:
    """What a kind asks besides EVERY. `facts` are columns of `Activity`; `needed` those of them that must be answered.

    `hours` is what stands in the box at first; `host` is how the question about whom they met is put.
    """

    what_for: str
    example: str
    facts: tuple[str, ...]
    needed: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    host: str = ""
    hours: Decimal = Decimal(1)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that this kind may fill."""
        return (*EVERY, *self.facts)


KINDS: dict[ActivityKind, Asked] = {
    ActivityKind.GUIDANCE: Asked(
        what_for="One person and a careers adviser, about what to do next",
        example="Guidance meeting",
        facts=("mode", "one_to_one", "adviser_level"),
        needed=("one_to_one",),
        hours=Decimal("0.75"),
    ),
    ActivityKind.EMPLOYER: Asked(
        what_for="A talk, a project, a mentor or a fair with people who work",
        example="Talk by a bridge engineer",
        facts=("mode", "host", "host_name", "parts"),
        parts=ENCOUNTER,
        host="Which employer?",
    ),
    ActivityKind.WORKPLACE: Asked(
        what_for="A visit to a workplace, shadowing, or work experience",
        example="Work experience week",
        facts=("mode", "last_day", "host", "host_name", "parts"),
        parts=WORKPLACE,
        host="Which employer?",
        hours=Decimal(6),
    ),
    ActivityKind.PROVIDER: Asked(
        what_for="A visit to or from a sixth form, college, university or training provider",
        example="Assembly by the college",
        facts=("mode", "host", "host_name", "provider_kinds", "in_school_hours", "parts"),
        needed=("provider_kinds", "in_school_hours"),
        parts=PROVIDER + ACCESS,
        host="Which provider?",
    ),
    ActivityKind.LESSON: Asked(
        what_for="How a school subject leads to work",
        example="Chemists at work",
        facts=("subject",),
        needed=("subject",),
    ),
    ActivityKind.INFORMATION: Asked(
        what_for="Jobs, courses and the labour market, not one to one",
        example="Choices after Year 11",
        facts=("mode", "host", "host_name"),
        host="Who gave it, if not your own staff?",
    ),
    ActivityKind.OTHER: Asked(
        what_for="Anything else in your careers programme",
        example="Careers week quiz",
        facts=("mode", "host", "host_name"),
        host="Who took part from outside?",
    ),
}


def asked(kind: str) -> Asked:
    """What this kind asks. ValueError for a kind that does not exist."""
    return KINDS[ActivityKind(kind)]
