"""Who has said yes for a learner: the one place where pages, lists and bookings ask."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from frontdoor.record.carers.queries import age_of, ages_of
from frontdoor.record.carers.rules import DECIDES, KNOWS, Age, is_at_least
from frontdoor.record.models import Learner
from guidance.booking.rules import Yeses, missing_yes
from guidance.models import AgreedTo, ParentalYes, VideoYes


def yeses(learner: Learner, institution_id: int | None, *, on: date) -> Yeses:
    """What is known for a meeting on a day, on behalf of an institution or of none."""
    age = age_of(learner)
    if is_at_least(DECIDES, age, on):
        return _yeses(age, set(), school=False, on=on)
    school = institution_id is not None and _school_says(institution_id)
    return _yeses(age, set(parental(learner, on=on)), school=school, on=on)


@dataclass(frozen=True)
class Known:
    """Everything that decides who has said yes for one learner, on whichever day. `said`: to what, from when, until when."""

    age: Age
    said: tuple[tuple[str, date, date], ...]
    school: bool

    def on(self, day: date) -> Yeses:
        """What is known for a meeting on a day."""
        live = {what for what, begins, ends in self.said if begins <= day <= ends}
        return _yeses(self.age, live, school=self.school, on=day)


def known(learners: Sequence[Learner], institution_id: int) -> dict[int, Known]:
    """The same as `yeses` for many learners and all days, on behalf of one institution. Three queries at most."""
    ages, school = ages_of(learners), _school_says(institution_id)
    said: dict[int, list[tuple[str, date, date]]] = defaultdict(list)
    for learner_id, what, begins, ends in (
        _live().filter(learner__in=learners).values_list("learner", "agreed_to", "said_on", "until")
    ):
        said[learner_id].append((what, begins, ends))
    return {one.pk: Known(ages[one.pk], tuple(said[one.pk]), school) for one in learners}


def _yeses(age: Age, said: set[str], *, school: bool, on: date) -> Yeses:
    if is_at_least(DECIDES, age, on):
        return Yeses(is_13=True, is_16=True)
    return Yeses(is_at_least(KNOWS, age, on), False, AgreedTo.MEETINGS in said, AgreedTo.VIDEO in said, school)


def _school_says(institution_id: int) -> bool:
    return VideoYes.objects.filter(institution=institution_id, ended_at=None).exists()


def _live() -> QuerySet[ParentalYes]:
    """What somebody said whom the school has stopped since does not hold: ask another one."""
    return ParentalYes.objects.filter(ended_at=None).exclude(carer__stopped_at__isnull=False)


def parental(learner: Learner, *, on: date) -> list[str]:
    """What a parent or carer has said yes to and not taken back, on a day; nothing where there is no record yet."""
    if learner.pk is None:
        return []
    live = _live().filter(learner=learner, said_on__lte=on, until__gte=on)
    return list(live.values_list("agreed_to", flat=True))


def why_not(learner: Learner, institution_id: int | None, channel: str, *, on: date) -> str:
    """Whose yes is missing for a meeting in this way on a day, as a sentence; empty when nothing is."""
    return missing_yes(channel, yeses(learner, institution_id, on=on))
