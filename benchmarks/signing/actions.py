"""To the head, back from the head, signed and submitted.

Every way to submit ends in `_submit`, which locks the return: of two heads at once the second is told, and a second
click changes nothing.
"""

from datetime import datetime, timedelta

from django.db import transaction

from benchmarks import queries
from benchmarks.models import HeadLink, Return, SigningChoice, State
from benchmarks.results.freezing import freeze
from benchmarks.returns import queries as reads
from benchmarks.returns.actions import locked
from benchmarks.signing import letters, links
from frontdoor.ground.dates import day_in_words
from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User
from frontdoor.record.holding import hold

RESEND_AFTER = timedelta(minutes=5)


def send_to_head(*, return_id: int, email: str, by: User, now: datetime) -> Return:
    """Ask the head to sign: a letter with a single-use link goes to `email`. A second click sends nothing more."""
    with transaction.atomic():
        found = locked(return_id)
        if found.state == State.WITH_HEAD and found.head_email == email:
            return found
        if found.state != State.DRAFT:
            raise Refused(f"This return cannot be sent to the head: {_where(found)}.")
        _check_numbers(found)
        _check_reasons(found)
        found.state, found.head_email = State.WITH_HEAD, email
        found.sent_to_head_by, found.sent_to_head_at = by, now
        found.sent_back_at, found.sent_back_name, found.sent_back_note = None, "", ""
        found.save()
        _write_to_head(found, by=by, now=now)
    return found


def send_again(*, return_id: int, email: str, by: User, now: datetime) -> Return:
    """A new letter with a new link, perhaps to another address. The earlier link stops working."""
    with transaction.atomic():
        found = locked(return_id)
        if found.state != State.WITH_HEAD:
            raise Refused(f"There is nothing to send again: {_where(found)}.")
        last = found.head_links.order_by("-created_at").first()
        if last and last.sent_to == email and now - last.created_at < RESEND_AFTER:
            raise Refused(
                "A letter went to this address less than 5 minutes ago. Wait a little before sending another."
            )
        found.head_email = email
        found.save(update_fields=["head_email"])
        _write_to_head(found, by=by, now=now)
    return found


def take_back(*, return_id: int, now: datetime) -> Return:
    """The careers leader takes the return back from the head to change it. The link in the letter stops working."""
    with transaction.atomic():
        found = locked(return_id)
        if found.state == State.SUBMITTED:
            raise Refused(f"This return cannot be taken back: {_where(found)}.")
        _to_draft(found, now=now)
    return found


def sign(*, return_id: int, name: str, role: str, by: User, now: datetime) -> Return:
    """The signed-in head signs on the page, which submits."""
    with transaction.atomic():
        found = locked(return_id)
        if found.state == State.DRAFT:
            raise Refused("This return has not been sent for signature yet, or the careers leader took it back.")
        return _submit(found, name=name, role=role, by=by, now=now)


def sign_by_link(*, key: str, name: str, role: str, now: datetime) -> Return:
    """Whoever holds the letter's link signs with a typed name and role, which submits and uses the link up."""
    with transaction.atomic():
        link = _locked_link(key)
        if link and link.used_at and link.of_return.signed_name == name and link.of_return.submitted_by is None:
            return link.of_return  # the same press again
        link = _usable(link, now)
        signed = _submit(link.of_return, name=name, role=role, by=None, now=now)
        _use(link, now)
    return signed


def send_back(*, return_id: int, note: str, by: User, now: datetime) -> Return:
    """The signed-in head sends the return back to be changed, with a note."""
    with transaction.atomic():
        found = locked(return_id)
        return _send_back(found, name=str(by), note=note, now=now)


def send_back_by_link(*, key: str, name: str, note: str, now: datetime) -> Return:
    """Whoever holds the letter's link sends the return back with a note, which uses the link up."""
    with transaction.atomic():
        link = _usable(_locked_link(key), now)
        _use(link, now)
        return _send_back(link.of_return, name=name, note=note, now=now)


def submit_alone(*, return_id: int, name: str, role: str, by: User, now: datetime) -> Return:
    """The careers leader submits, where the institution chose so; the receipt says that no head signed."""
    with transaction.atomic():
        found = locked(return_id)
        if not queries.leader_submits_alone(found.organisation):
            raise Refused("This institution's return needs the head's signature.")
        if found.state == State.WITH_HEAD:
            raise Refused("This return is with the head. Take it back before you submit it.")
        if found.state != State.SUBMITTED:
            _check_reasons(found)
        return _submit(found, name=name, role=role, by=by, now=now, leader=True)


def choose_who_signs(*, organisation: Organisation, leader_alone: bool, by: User, now: datetime) -> SigningChoice:
    """Set whether the careers leader submits alone; every head gets a letter about a change. Returns with the head stay."""
    with transaction.atomic():
        before = queries.leader_submits_alone(organisation)
        choice, made = SigningChoice.objects.select_for_update().get_or_create(
            organisation=organisation, defaults={"leader_alone": leader_alone, "changed_by": by, "changed_at": now}
        )
        if not made and choice.leader_alone != leader_alone:
            choice.leader_alone, choice.changed_by, choice.changed_at = leader_alone, by, now
            choice.save()
        if choice.leader_alone != before:
            letters.who_signs(choice, now=now)
    return choice


def _check_numbers(found: Return) -> None:
    """Facts may have changed after an answer: a return that counts more people than there are does not leave."""
    wrong = reads.result_of(found, reads.entries(found)).too_many
    if wrong:
        raise Refused(f"{wrong[0].working}. Correct the numbers first: “Check your answers” names them all.")


def _check_reasons(found: Return) -> None:
    """Another number than the records give needs its reason, also where it was written before there were records."""
    live, form = reads.counted_now(found), reads.form_of(found)
    words = {one.id: one.text for one in form.questions()}
    for row in found.answers.filter(question__in=live):
        number = live[row.question].value
        if row.value.get("count") != number and not row.value.get("reason"):
            raise Refused(
                f"Your records say {number}, and your answer to “{words[row.question]}” is {row.value.get('count')}. "
                "Say why on its page first."
            )


def _locked_link(key: str) -> HeadLink | None:
    """The link, read after its return is locked, so that of two posts the second sees what the first did."""
    link = links.find(key)
    if link:
        found = locked(link.of_return_id)
        link.refresh_from_db()
        link.of_return = found
    return link


def _usable(link: HeadLink | None, now: datetime) -> HeadLink:
    why = links.problem(link, now)
    if why or link is None:
        raise Refused(f"{why} Nothing has changed.")
    return link


def _use(link: HeadLink, now: datetime) -> None:
    link.used_at = now
    link.save(update_fields=["used_at"])


def _write_to_head(found: Return, *, by: User, now: datetime) -> None:
    link, key = links.make(of_return=found, to=found.head_email, by=by, now=now)
    letters.to_head(found, link=link, key=key, now=now)


def _to_draft(found: Return, *, now: datetime) -> None:
    found.state = State.DRAFT
    found.save()
    links.replace_all(of_return=found, now=now)


def _send_back(found: Return, *, name: str, note: str, now: datetime) -> Return:
    if found.state == State.DRAFT and (found.sent_back_name, found.sent_back_note) == (name, note):
        return found
    if found.state != State.WITH_HEAD:
        raise Refused(f"This return cannot be sent back: {_where(found)}. Nothing has changed.")
    found.sent_back_at, found.sent_back_name, found.sent_back_note = now, name, note
    _to_draft(found, now=now)
    letters.sent_back(found, now=now)
    return found


def _submit(found: Return, *, name: str, role: str, by: User | None, now: datetime, leader: bool = False) -> Return:
    if found.state == State.SUBMITTED:
        if (found.submitted_by, found.signed_name) == (by, name):
            return found
        raise Refused(f"{already_signed(found)} Nothing has changed.")
    # Whoever changes the records waits: what is frozen is counted once, and from one state of them.
    hold(found.organisation_id)
    _check_numbers(found)
    found.state, found.submitted_at, found.submitted_by = State.SUBMITTED, now, by
    found.signed_name, found.signed_role, found.signed_by_leader = name, role, leader
    found.save()
    links.replace_all(of_return=found, now=now)
    freeze(found, now=now)
    letters.submitted(found, now=now)
    return found


def already_signed(found: Return) -> str:
    """What the second of two signers is told."""
    return f"This return was signed by {found.signed_name} on {day_in_words(found.submitted_at)}."


def _where(found: Return) -> str:
    """Where the return is, as the end of a sentence."""
    if found.submitted_at:
        return f"it was already signed by {found.signed_name} on {day_in_words(found.submitted_at)}"
    return "it is with the head" if found.state == State.WITH_HEAD else "it is a draft"
