"""What a learner may delete by themself, and the way there."""

from collections.abc import Iterator
from functools import partial

from django.urls import reverse

from frontdoor.record.erasing import actions
from frontdoor.record.models import Learner, WhatHelps
from frontdoor.record.shown import Page, Theirs


def own_pages(learner: Learner) -> Iterator[Page]:  # noqa: ARG001 every learner has it
    """Where they delete it."""
    yield Page("Delete what is yours", reverse("record:delete"), "Your plan and what you saved; what the school keeps")


def theirs(learner: Learner) -> Iterator[Theirs]:
    """What they wrote."""
    if goals := learner.goals.count():
        words = (
            f"My plan: {goals} goal{'' if goals == 1 else 's'}, with what to do for {'it' if goals == 1 else 'them'}"
        )
        yield Theirs("plan", words, partial(actions.delete_plan, learner=learner))
    if WhatHelps.objects.filter(learner=learner).exists():
        yield Theirs("what-helps", "What helps me: my own words", partial(actions.delete_what_helps, learner=learner))
