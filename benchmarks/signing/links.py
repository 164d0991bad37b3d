"""The single-use link to the head: made, found, and why it may not be used."""

from datetime import datetime, timedelta

from benchmarks.models import HeadLink, Return, State
from frontdoor.ground import keys
from frontdoor.ground.dates import day_in_words
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.people.models import User

LASTS = timedelta(days=14)
SENDER_LEFT = "The person who sent this link no longer works on this return. Ask the school for a new one."


def make(*, of_return: Return, to: str, by: User, now: datetime) -> tuple[HeadLink, str]:
    """A new link, which replaces any earlier one of this return; its key is given once and only its hash is kept."""
    key, key_hash = keys.new()
    replace_all(of_return=of_return, now=now)
    link = of_return.head_links.create(
        key_hash=key_hash, sent_to=to, created_by=by, created_at=now, expires_at=now + LASTS
    )
    return link, key


def replace_all(*, of_return: Return, now: datetime) -> None:
    """From now on no earlier link of this return opens anything."""
    of_return.head_links.filter(used_at=None, replaced_at=None).update(replaced_at=now)


def find(key: str) -> HeadLink | None:
    """The link with this key, with its return; None when there never was one."""
    links = HeadLink.objects.select_related("of_return__organisation", "of_return__framework")
    return links.filter(key_hash=keys.hashed(key)).first()


def problem(link: HeadLink | None, now: datetime) -> str:
    """Why the link cannot be used now, as a sentence; empty when it can. Asked by the page and by the action."""
    if link is None:
        return "This link does not work. Check that you copied the whole address from the letter."
    found = link.of_return
    reasons = [
        (now >= link.expires_at, "This link has expired: it worked for 14 days."),
        (
            _closed_by_signing(link),
            f"This return was signed by {found.signed_name} on {day_in_words(found.submitted_at)}.",
        ),
        (bool(link.used_at), "This link has been used. Each link works once."),
        (bool(link.replaced_at), "This link was replaced by a newer one, or the careers leader took the return back."),
        (found.state != State.WITH_HEAD, "This return is no longer waiting for a signature."),
        (not _sender_still_there(link), SENDER_LEFT),
    ]
    return next((sentence for holds, sentence in reasons if holds), "")


def _closed_by_signing(link: HeadLink) -> bool:
    """Whether it worked until the return was signed: only then may its holder hear who signed."""
    signed_at = link.of_return.submitted_at
    return signed_at is not None and signed_at in (link.used_at, link.replaced_at)


def _sender_still_there(link: HeadLink) -> bool:
    """Whether who sent it may still edit the return: a person who was removed gives nobody a signature."""
    return organisations_for(link.created_by, Can.EDIT_RETURN).filter(pk=link.of_return.organisation_id).exists()
