"""What the room stores, one module a noun."""

from benchmarks.models.reminders import NotExpected, Reminder, ReminderStage

__all__ = ["NotExpected", "Reminder", "ReminderStage"]
