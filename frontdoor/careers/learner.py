"""What somebody saved among the careers, on their own record: for them alone, whoever else may look."""

from collections.abc import Iterable, Sequence
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from frontdoor.careers.models import Career, Saved
from frontdoor.careers.quiz.answers import from_code, strengths
from frontdoor.careers.quiz.statements import quiz
from frontdoor.careers.saving import actions
from frontdoor.ground.dates import day_in_words
from frontdoor.record.models import Learner
from frontdoor.record.shown import Line, Looking, Section, Table, Theirs

SHOWN = 6  # lines; the page of saved things has all


def sections(look: Looking) -> Iterable[Section]:
    """What they saved last. Nobody else is told that there is anything."""
    if not look.is_own or look.institution is not None:
        return
    found = list(_saved(look.learner)[: SHOWN + 1])
    words = "See all your saved things" if len(found) > SHOWN else "Your saved things"
    links = [(words, reverse("saved:shown"))]
    empty = "Nothing saved yet. Save a career that you like, or a result of the quiz, and it stands here."
    yield Section("Saved careers and quiz results", [_line(one) for one in found[:SHOWN]], empty, links, place=6)


def holds(learner: Learner) -> Iterable[Table]:
    """Every saved career and every saved quiz result."""
    found = list(_saved(learner)) if learner.account_id else []
    yield Table(
        "saved_careers",
        "Careers that you saved",
        (("career", "Career"), ("address", "Page"), ("saved_on", "Saved on")),
        [
            (one.career.title, one.career.get_absolute_url(), timezone.localdate(one.saved_at))
            for one in found
            if one.career
        ],
    )
    titles = _titles(found)
    yield Table(
        "quiz_results",
        "Quiz results that you saved",
        (("saved_on", "Saved on"), ("sides", "Your strongest sides"), ("answers", "Answers"), ("aside", "Put aside")),
        [
            (timezone.localdate(one.saved_at), _sides(one), one.code, ", ".join(titles.get(x, x) for x in one.aside))
            for one in found
            if one.code
        ],
    )


def theirs(learner: Learner) -> Iterable[Theirs]:
    """What they saved is theirs to delete."""
    account = learner.account
    number = _saved(learner).count() if account else 0
    if account and number:
        words = f"Saved careers and quiz results: {number}"
        yield Theirs("saved", words, partial(actions.clear, by=account))


def erase(learner_ids: Sequence[int]) -> None:
    """What these learners' accounts saved goes; no history of it was kept."""
    Saved.objects.filter(user__learner__in=learner_ids).delete()


def _saved(learner: Learner) -> QuerySet[Saved]:
    return Saved.objects.filter(user=learner.account_id).select_related("career")


def _line(one: Saved) -> Line:
    if one.career:
        return Line(one.career.title, "Career", one.career.get_absolute_url())
    return Line(f"Result of {day_in_words(one.saved_at)}", "Quiz result", note=_sides(one))


def _sides(one: Saved) -> str:
    """The strongest sides in words; of an older quiz nobody can say."""
    found = quiz()
    answers = from_code(found, one.code)
    return ", ".join(found.traits[key].title for key in strengths(found, answers)[:3]) if answers else ""


def _titles(saved: Iterable[Saved]) -> dict[str, str]:
    """The careers that were put aside, by address."""
    slugs = {slug for one in saved for slug in one.aside}
    return dict(Career.objects.filter(slug__in=slugs).values_list("slug", "title")) if slugs else {}
