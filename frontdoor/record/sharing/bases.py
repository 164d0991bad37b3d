"""What each kind of reason means for the learner, read from `bases.yaml`; and whether the learner can end it. No database."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

ALWAYS, FROM_16, NEVER = "yes", "from-16", "no"


@dataclass(frozen=True)
class Basis:
    """One kind of reason in plain words. `learner_ends` is ALWAYS, FROM_16 or NEVER."""

    why: str
    sees: str
    basis: str
    learner_ends: str
    ends: str

    def can_end(self, *, decides: bool) -> bool:
        """Whether the learner can end it; `decides`: whether they are 16 or over, as far as is known."""
        return self.learner_ends == ALWAYS or (self.learner_ends == FROM_16 and decides)


@cache
def bases() -> dict[str, Basis]:
    """Every kind of reason, by its value. KeyError for a file that names a basis it does not explain."""
    data = yaml.safe_load(Path(__file__).with_name("bases.yaml").read_text())
    return {
        kind: Basis(
            **{name: str(row[name]) for name in ("why", "sees", "learner_ends", "ends")},
            basis=data["bases"][row["basis"]],
        )
        for kind, row in data["reasons"].items()
    }


def basis_of(kind: str) -> Basis:
    """What this kind of reason means. KeyError for a kind that the file does not know; a test compares them."""
    return bases()[kind]
