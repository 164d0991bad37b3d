"""What names a learner without pointing at them: looks, words of activities, letters, uploads, the account.

`DECIDED` says for each model with personal data that does not hang on a learner what erasing does with it; a test fails
for a model that is not decided.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Func, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Left

from frontdoor.ground.jobs.actions import forget_files
from frontdoor.ground.models import Job
from frontdoor.ground.naming import pattern
from frontdoor.ground.privacy import past, rows_of
from frontdoor.ground.refused import Refused
from frontdoor.letters import erasing as letters
from frontdoor.people.actions import addresses_of
from frontdoor.people.models import User
from frontdoor.record.activities.jobs import KIND as ACTIVITIES
from frontdoor.record.models import Activity, Carer, Case, Enrolment, Learner, Look, Participation
from frontdoor.record.roll.jobs import LOAD, READ

OF_STAFF = "names staff, by their account or for their office"
DECIDED = {
    "ground.Job": "files of the institutions that they were ever at or took part in something of are deleted",
    "people.User": "emptied, unless somebody needs it",
    "letters.Letter": "emptied where it is to them, or has gone and names them",
    "letters.Decision": OF_STAFF,
    "organisations.Contact": OF_STAFF,
    "organisations.Membership": "a number, once the account is emptied",
    "organisations.Joining": "deleted by address, once the account is emptied",
    "organisations.Succession": OF_STAFF,
    "record.Activity": "deleted where nobody else took part; their name is taken out of the words of others",
    "record.SafeguardingContact": OF_STAFF,
    "record.Concern": OF_STAFF,
    "record.DataLead": OF_STAFF,
    "record.Look": "their id is taken out; a look at nobody else is deleted. As a viewer: a number",
    "record.NewYear": OF_STAFF,
    "careers.Saved": "deleted by careers/learner.py",
    "benchmarks.Reminder": OF_STAFF,
    "benchmarks.ReminderRequest": OF_STAFF,
    "benchmarks.NotExpected": OF_STAFF,
    "benchmarks.Return": OF_STAFF,
    "benchmarks.Answer": OF_STAFF,
    "benchmarks.AreaNote": OF_STAFF,
    "benchmarks.HeadLink": OF_STAFF,
    "benchmarks.ElsewhereReport": OF_STAFF,
    "benchmarks.SigningChoice": OF_STAFF,
    "workexperience.Employer": OF_STAFF,
    "workexperience.Check": OF_STAFF,
    "workexperience.Offer": OF_STAFF,
    "workexperience.Approach": OF_STAFF,
    "workexperience.Report": "an address of theirs goes, and the words with it; all of it a year after the answer",
    "guidance.Service": OF_STAFF,
    "guidance.Place": OF_STAFF,
    "guidance.Adviser": "emptied with the account by guidance/advisers/forgetting.py; a number then, by which meetings say who",
    "guidance.Proof": "deleted with the account, with its history, by guidance/advisers/forgetting.py",
    "guidance.Weekly": "the same",
    "guidance.Change": "the same",
    "guidance.VideoYes": OF_STAFF,
    "guidance.Supply": OF_STAFF,
    "guidance.TimeOffer": OF_STAFF,
    "guidance.Block": OF_STAFF,
    "guidance.Draw": "stays without its meeting: that a session was used on a day; its history has a number that leads nowhere",
    "guidance.BlockedPeriod": OF_STAFF,
    "home.Feedback": "says who read it; the page asks for no names, and it goes after a year",
}
KINDS = [READ, LOAD, ACTIVITIES]
SOMEBODY = "a learner"
BEING_LOADED = "A file of this school is being loaded just now. Try again in a few minutes."


@dataclass(frozen=True)
class Traces:
    """By what somebody is known, gathered before their rows go. Addresses are in lower case."""

    learner_ids: frozenset[int]
    names: frozenset[str]
    addresses: frozenset[str]
    institutions: frozenset[int]
    activities: frozenset[int]
    letter_keys: frozenset[str]


def traces(learner_ids: Collection[int]) -> Traces:
    """Of these learners, who are one person: by their rows, and by their rows' history."""
    ids = frozenset(learner_ids)
    accounts = list(User.objects.filter(pk__in=_with_history(Learner, Q(id__in=ids), "account_id")))
    addresses = {one.lower() for one in _with_history(Enrolment, Q(learner__in=ids), "email") if one}
    for account in accounts:
        addresses |= addresses_of(account)
    carers, cases = (_with_history(model, Q(learner__in=ids), "id") for model in (Carer, Case))
    return Traces(
        ids,
        frozenset(_names(ids) | {one.full_name for one in accounts if " " in one.full_name}),
        frozenset(addresses),
        frozenset(places_ever(ids)),
        frozenset(_with_history(Participation, Q(learner__in=ids), "activity_id")),
        frozenset(
            [f"record-carer-invitation:{pk}:" for pk in carers] + [f"record-case-asked:{pk}:" for pk in cases],
        ),
    )


def places_ever(learner_ids: Collection[int]) -> set[int]:
    """The institutions that ever had them on a roll, or in an activity: whom they can ask, and who keeps a record theirs too."""
    activities = _with_history(Participation, Q(learner__in=learner_ids), "activity_id")
    places: set[int] = _with_history(Enrolment, Q(learner__in=learner_ids), "institution_id")
    return places | _with_history(Activity, Q(id__in=activities), "institution_id")


def _with_history(model: type[Model], about: Q, column: str = "") -> Any:
    """Rows of a model and of its history, as dicts; or the set of what one column holds.

    History of a row that is there and about somebody else now is theirs: two records were joined and came apart.
    """
    others = rows_of(model).filter(pk=OuterRef("pgh_obj_id")).exclude(about)
    both = (rows_of(model).filter(about), past(model).filter(about).exclude(Exists(others)))
    found = [row for rows in both for row in rows.values()]
    return {row[column] for row in found if row[column] is not None} if column else found


def _names(ids: Collection[int]) -> set[str]:
    """The ways in which a text may name them in full. One word alone is nobody's name: it would empty strangers' letters."""
    found = set()
    for row in _with_history(Learner, Q(id__in=ids)):
        given, family, known = row["given_names"], row["family_name"], row["known_as"]
        found |= {f"{first} {family}" for first in (given, *given.split()[:1], known) if first and family}
        found |= {f"{family}, {first}" for first in (given, known) if first and family}
    return found


def refuse_while_loading(known: Traces) -> None:
    """Whoever loads a file just now would write them again, or read from a file that has gone."""
    if _jobs(known).filter(finished_at=None).exists():
        raise Refused(BEING_LOADED)


def erase_uploads(known: Traces) -> int:
    """Delete the files of rolls and activities in which they may stand; counts them.

    A file says much about many, and what it said is in the rows: losing it costs the uploader a page of rejected rows.
    """
    refuse_while_loading(known)
    kept = list(_jobs(known).exclude(upload=""))
    for job in kept:
        forget_files(job)
    return len(kept)


def _jobs(known: Traces) -> QuerySet[Job]:
    return Job.objects.filter(kind__in=KINDS, context__institution__in=[*known.institutions])


def erase_letters(known: Traces, *, now: datetime) -> int:
    """Empty letters to them and letters that name them; counts them."""
    return letters.erase(
        to=known.addresses, naming=known.names, within=known.institutions, keys=known.letter_keys, now=now
    )


def sparing(known: Traces, account: User) -> Traces:
    """Without the addresses and the name of an account that stays: what was written to its owner, or of them, is theirs."""
    name = account.full_name.casefold()
    names = frozenset(one for one in known.names if one.casefold() != name)
    return replace(known, addresses=known.addresses - addresses_of(account), names=names)


def erase_looks(learner_ids: Collection[int]) -> None:
    """Take them out of every look; one that was at nobody else goes."""
    for pk in learner_ids:
        found = list(Look.objects.filter(learners__contains=[pk]).values_list("pk", flat=True))
        taken_out = Func(F("learners"), Value(pk), function="array_remove")
        Look.objects.filter(pk__in=found).update(learners=taken_out)
        Look.objects.filter(pk__in=found, learners=[]).delete()


def erase_activities(known: Traces) -> int:
    """Once their participations are gone: delete what only they took part in, with its history; counts it.

    Where others took part the activity stays, and their name leaves its words.
    """
    others = set(_with_history(Participation, Q(activity__in=known.activities), "activity_id"))
    mine = Activity.objects.filter(pk__in=known.activities, participations=None)
    alone = {*mine.values_list("pk", flat=True), *(known.activities - others)}
    Activity.objects.filter(pk__in=alone).delete()
    past(Activity).filter(pgh_obj_id__in=alone).delete()
    past(Participation).filter(activity__in=alone).delete()
    near = Q(institution__in=known.institutions) | Q(id__in=known.activities)
    for rows in (Activity.objects.all(), past(Activity)):
        for name in known.names:
            _take_out(rows.filter(near), name)
    return len(alone)


def _take_out(rows: QuerySet[Any], name: str) -> None:
    for column in ("title", "host_name", "adviser_note"):
        words = Func(F(column), Value(pattern(name)), Value(SOMEBODY), Value("gi"), function="regexp_replace")
        most = getattr(rows.model._meta.get_field(column), "max_length", None)
        rows.filter(**{f"{column}__iregex": pattern(name)}).update(**{column: Left(words, most) if most else words})
