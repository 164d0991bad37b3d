"""What booking tells those who look after others around a meeting (a supporter), and whom it may not import."""

from django.dispatch import Signal

# Each is sent inside the transaction of its cause, with meeting and now. `moved`: the meeting as it is from now on.
moved = Signal()
cancelled = Signal()
