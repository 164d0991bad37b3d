"""Who has said yes for a learner: the one place where pages, lists and bookings ask."""

from datetime import date

from frontdoor.record.carers.queries import age_of
from frontdoor.record.carers.rules import DECIDES, KNOWS, is_at_least
from frontdoor.record.models import Learner
from guidance.booking.rules import Yeses, missing_yes
from guidance.models import AgreedTo, ParentalYes, VideoYes


def yeses(learner: Learner, institution_id: int | None, *, on: date) -> Yeses:
    """What is known for a meeting on a day, on behalf of an institution or of none."""
    age = age_of(learner)
    is_16 = is_at_least(DECIDES, age, on)
    if is_16:
        return Yeses(is_13=True, is_16=True)
    said = set(parental(learner, on=on))
    school = institution_id is not None and VideoYes.objects.filter(institution=institution_id, ended_at=None).exists()
    return Yeses(is_at_least(KNOWS, age, on), False, AgreedTo.MEETINGS in said, AgreedTo.VIDEO in said, school)


def parental(learner: Learner, *, on: date) -> list[str]:
    """What a parent or carer has said yes to and not taken back, on a day; nothing where there is no record yet.

    What somebody said whom the school has stopped since does not hold: ask another one.
    """
    if learner.pk is None:
        return []
    live = ParentalYes.objects.filter(learner=learner, ended_at=None, said_on__lte=on, until__gte=on)
    return list(live.exclude(carer__stopped_at__isnull=False).values_list("agreed_to", flat=True))


def why_not(learner: Learner, institution_id: int | None, channel: str, *, on: date) -> str:
    """Whose yes is missing for a meeting in this way on a day, as a sentence; empty when nothing is."""
    return missing_yes(channel, yeses(learner, institution_id, on=on))
