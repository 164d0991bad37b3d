"""Where an adviser stands on a day: what holds, what waits, what runs out, and the one sentence for all of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.running_out import STAGES
from guidance.advisers import rules
from guidance.advisers.rules import Seen
from guidance.models import Adviser, Proof, ProofKind, ProofState

SOON = timedelta(days=max(STAGES))
NO_END = "no end is known"


@dataclass(frozen=True)
class Standing:
    """An adviser on a day, with every proof of theirs, the latest first.

    `unfit`: the proofs among them that do not suit whom the service meets, a basic DBS check where it meets children.
    """

    adviser: Adviser
    on: date
    proofs: tuple[Proof, ...]
    unfit: frozenset[int] = frozenset()

    @property
    def seen(self) -> list[Seen]:
        """What counts: accepted, not withdrawn, and suiting whom the service meets."""
        return [as_seen(proof) for proof in self.proofs if proof.counts and proof.pk not in self.unfit]

    @property
    def problem(self) -> str:
        """Why nobody can be booked on the day; empty when they can."""
        return rules.problem_on(self.seen, self.on)

    @property
    def is_able(self) -> bool:
        """Whether people can be booked on the day."""
        return not self.problem

    @property
    def able_until(self) -> date | None:
        """The last day of the unbroken time in which they can; `date.max`: no end is known. None when they cannot now."""
        return rules.able_until(self.seen, self.on)

    @property
    def is_ending(self) -> bool:
        """Whether that day is 60 days away or nearer."""
        return bool(self.able_until and self.able_until - self.on <= SOON)

    @property
    def waiting(self) -> list[Proof]:
        """What somebody has to check."""
        return [proof for proof in self.proofs if proof.decided_at is None]

    @property
    def missing(self) -> list[str]:
        """The kinds without which nobody can be booked and of which none waits: what the adviser has to send."""
        return [kind for kind in rules.lacking(self.seen, self.on) if not self.waits(kind)]

    @property
    def says(self) -> str:
        """The standing in one sentence, about anybody."""
        return sentence(self.able_until, self.problem)

    @property
    def says_you(self) -> str:
        """The same to the adviser."""
        return sentence(self.able_until, self.problem, whom="you")

    def of(self, kind: str) -> list[Proof]:
        """The proofs of a kind, the latest first."""
        return [proof for proof in self.proofs if proof.kind == kind]

    def waits(self, kind: str) -> Proof | None:
        """The one of a kind that waits."""
        return next((proof for proof in self.of(kind) if proof.decided_at is None), None)

    def sent_back(self, kind: str) -> Proof | None:
        """What has to change, until another one of the kind is sent."""
        latest = next(iter(self.of(kind)), None)
        return latest if latest and latest.state(self.on) == ProofState.SENT_BACK else None

    def covered_until(self, kind: str) -> date | None:
        """The last day that proofs of a kind cover without a gap; None when none holds now."""
        return rules.covered_until(self.seen, kind, self.on)

    def runs_out(self, kind: str) -> bool:
        """Whether a kind is covered for 60 days or less."""
        until = self.covered_until(kind)
        return until is not None and until - self.on <= SOON

    def is_last(self, proof: Proof) -> bool:
        """Whether a proof holds and with its end the kind runs out soon: no other goes on after it."""
        holds = proof.state(self.on) == ProofState.HOLDS and proof.pk not in self.unfit
        return holds and self.runs_out(proof.kind) and proof.until == self.covered_until(proof.kind)


def as_seen(proof: Proof) -> Seen:
    """A proof that counts, as the rules read it."""
    return Seen(proof.kind, proof.starts, proof.until, proof.level)


def sentence(able_until: date | None, problem: str, *, whom: str = "") -> str:
    """`People can be booked with you until 31 August 2028.`, or why nobody can."""
    with_whom = f" with {whom}" if whom else ""
    if able_until is None:
        return f"Nobody can be booked{with_whom}: {problem[:1].lower()}{problem[1:]}"
    if able_until == date.max:
        return f"People can be booked{with_whom}: {NO_END}."
    return f"People can be booked{with_whom} until {day_in_words(able_until)}."


def name_of(adviser: Adviser) -> str:
    """The adviser's name, or their address where the account has no name yet."""
    return str(adviser.user)


KIND_WORDS = {
    ProofKind.QUALIFICATION.value: "qualification",
    ProofKind.REGISTER.value: "entry in a professional register",
    ProofKind.DBS.value: "DBS check",
}
