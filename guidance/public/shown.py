"""An adviser in the words of the public pages."""

from dataclasses import dataclass

from frontdoor.ground.lists import listed
from guidance.models import Adviser, Channel, Language, Specialism


@dataclass(frozen=True)
class Card:
    """What stands in the list of advisers and on their own page."""

    adviser: Adviser

    @property
    def name(self) -> str:
        """Their name."""
        return self.adviser.user.full_name

    @property
    def service(self) -> str:
        """Who they give guidance for."""
        return self.adviser.service.organisation.name

    @property
    def made_up(self) -> bool:
        """Whether all of this is invented."""
        return self.adviser.service.organisation.made_up

    @property
    def ways(self) -> list[str]:
        """How they meet people."""
        return _labels(Channel, self.adviser.channels)

    @property
    def languages(self) -> str:
        """`English, Polish and Urdu`."""
        return listed(["English", *_labels(Language, self.adviser.languages)])

    @property
    def specialisms(self) -> list[str]:
        """What they know more about."""
        return _labels(Specialism, self.adviser.specialisms)

    @property
    def areas(self) -> str:
        """Where they meet people face to face; empty for those who do not, and for a school's own staff: at their school."""
        if Channel.FACE not in self.adviser.channels or self.adviser.service.is_own_staff:
            return ""
        return listed(sorted(self.adviser.areas)) or "All of England"


def _labels(choices: type[Channel | Language | Specialism], values: list[str]) -> list[str]:
    """The words of what was chosen, in the order in which it is offered."""
    return [str(choice.label) for choice in choices if choice.value in values]
