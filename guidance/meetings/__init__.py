"""A meeting that is booked: its page, its letters and reminders, moving and cancelling it."""
