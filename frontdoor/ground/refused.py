"""A refusal that a person may read."""


class Refused(Exception):
    """An action said no. The message is a whole plain-English sentence, shown as it is."""
