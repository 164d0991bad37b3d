"""What helps a checker to see whether an employer is who it says it is. Plain sentences; nothing is looked up elsewhere."""

from dataclasses import dataclass

from frontdoor.ground.dates import day_in_words
from frontdoor.organisations.joining.rules import host, is_public_mail, mail_domain, vouches
from workexperience.checks import queries
from workexperience.models import Check, Employer, NumberKind

REGISTERS = {
    NumberKind.COMPANY: ("Companies House register", "https://find-and-update.company-information.service.gov.uk/"),
    NumberKind.CHARITY: ("register of charities", "https://register-of-charities.charitycommission.gov.uk/"),
}


@dataclass(frozen=True)
class Fact:
    """One finding: whether it speaks for the employer, and the sentence."""

    good: bool
    says: str


def facts(check: Check) -> list[Fact]:
    """Address against website, and the number against other employers."""
    return [_address(check), *_number(check)]


def register(check: Check) -> tuple[str, str] | None:
    """Where the number can be looked up: name and address of the register; None without a number."""
    return REGISTERS.get(NumberKind(check.employer.number_kind))


def _address(check: Check) -> Fact:
    email, website = check.created_by.email, check.employer.organisation.website
    if vouches(website, email):
        return Fact(True, f"The check was sent from an address at the website’s own domain, {host(website)}.")
    if is_public_mail(email):
        return Fact(
            False, "The check was sent from an address that anybody can get. Ring the employer before you accept."
        )
    if not website:
        return Fact(False, f"The employer gave no website. The check was sent from an address at {mail_domain(email)}.")
    return Fact(
        False, f"The check was sent from an address at {mail_domain(email)}, which is not the website’s domain."
    )


def _number(check: Check) -> list[Fact]:
    employer = check.employer
    if not employer.number:
        return [Fact(False, "There is no number to look up.")]
    found = [Fact(False, _also(other)) for other in queries.same_number(employer)]
    return found or [Fact(True, "No other employer here has this number.")]


def _also(other: Employer) -> str:
    name, ended = other.organisation.label, other.withdrawn_at  # type: ignore[attr-defined]
    says = "was accepted with this number" if other.proven_number else "says that it has this number too"
    return f"{name} {says}." + (f" Its check was withdrawn on {day_in_words(ended)}." if ended else "")
