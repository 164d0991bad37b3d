"""What this room tells the rooms above it, which it may not import."""

from django.dispatch import Signal

# Sent inside the transaction of `register.actions.succeed` with old, new, by and now: a room that keeps drafts or open
# requests of the old institution moves them to the new one.
succeeded = Signal()
