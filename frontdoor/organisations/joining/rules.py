"""When an address vouches for a person, and when joining needs somebody's decision. Plain rules on plain data."""

from dataclasses import dataclass
from urllib.parse import urlsplit

# Anybody can have an address there, so it says nothing about where a person works.
_PUBLIC_MAIL = """
aol.com aol.co.uk blueyonder.co.uk btinternet.com btopenworld.com fastmail.com gmail.com gmx.co.uk gmx.com
googlemail.com hotmail.co.uk hotmail.com icloud.com live.co.uk live.com mac.com mail.com me.com msn.com ntlworld.com
outlook.com plus.com plus.net proton.me protonmail.com sky.com talktalk.net tiscali.co.uk virginmedia.com yahoo.com
yahoo.co.uk ymail.com zoho.com
"""
PUBLIC_MAIL = frozenset(_PUBLIC_MAIL.split())
# Registers hold a page on one of these when a school has no site of its own.
_PLATFORMS = """
blogspot.com facebook.com google.com instagram.com linkedin.com sites.google.com twitter.com weebly.com wixsite.com
wordpress.com x.com youtube.com
"""
PLATFORMS = frozenset(_PLATFORMS.split())


def host(website: str) -> str:
    """The website's host in lower case without `www.`; the register writes addresses with and without a scheme."""
    text = website.strip().lower()
    try:
        name = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:  # an address that is none, such as "http://[school"
        return ""
    return name.rstrip(".").removeprefix("www.")


def mail_domain(email: str) -> str:
    """What stands after the @, in lower case; nothing when there is no name before it."""
    name, _, domain = email.strip().lower().rpartition("@")
    return domain if name else ""


def is_public_mail(email: str) -> bool:
    """Whether the address is at a provider where anybody can have one."""
    return mail_domain(email) in PUBLIC_MAIL


def vouches(website: str, email: str) -> bool:
    """Whether the address is at the website's own domain.

    The two must be equal: `kings.school-host.example` says nothing about `school-host.example`, nor the other way
    round. A host that several institutions share vouches for none of them; the caller asks that of the register.
    """
    domain = mail_domain(email)
    return bool(domain) and domain == host(website) and domain not in PUBLIC_MAIL | PLATFORMS


@dataclass(frozen=True)
class Facts:
    """What decides about a confirmed address."""

    wants_head: bool
    invited: bool
    invited_from_above: bool  # by the hub, the department, or the command line
    vouched: bool
    wants_to_lead: bool = False
    managed: bool = False  # somebody there invites and removes people already


def opens_at_once(facts: Facts) -> bool:
    """Whether the confirmed address opens the membership; otherwise the hub or the department decides.

    A head signs the school's return, so a head is confirmed by the school's own domain or by the hub, and nobody
    becomes head by asking alone.
    """
    if facts.invited_from_above:
        return True
    if facts.wants_head:
        return facts.invited and facts.vouched
    return facts.invited or facts.vouched


def reads_only_at_first(facts: Facts) -> bool:
    """Whether who opens the door as careers leader comes in as a teacher, who changes nothing.

    A school's domain says that somebody is there, and pupils have addresses there too. So where somebody invites and
    removes people already, the domain alone does not give that power: they are told what was asked, and give it.
    """
    return facts.wants_to_lead and facts.managed and not facts.invited
