"""A visitor whose clicks are counted: the links, buttons and choices of a journey. Typing is no click."""

from tests.browser.visitors import Forms, Keyboard


class Counted:
    """Does what a visitor does, and counts."""

    def __init__(self, visitor: Keyboard | Forms) -> None:
        self.visitor = visitor
        self.clicks = 0

    def follow(self, words: str) -> None:
        """Follow a link."""
        self.clicks += 1
        self.visitor.follow(words)

    def choose(self, legend: str, words: str) -> None:
        """Choose a radio."""
        self.clicks += 1
        self.visitor.choose(legend, words)

    def press(self, words: str) -> None:
        """Press a button."""
        self.clicks += 1
        self.visitor.press(words)

    def tick(self, words: str) -> None:
        """Tick a box."""
        self.clicks += 1
        self.visitor.tick(words)

    def untick(self, words: str) -> None:
        """Take the tick out of a box."""
        self.clicks += 1
        self.visitor.untick(words)
