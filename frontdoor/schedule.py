"""What the clock starts (Celery beat): task and time, in the time zone of the settings."""

from datetime import timedelta
from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    # A round that no worker took before the next one is due is worth nothing.
    "letters-sweep": {
        "task": "frontdoor.letters.tasks.sweep",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 55},
    },
    "people-clear-sessions": {"task": "frontdoor.people.tasks.clear_sessions", "schedule": crontab(hour=3, minute=0)},
    "letters-empty-old": {"task": "frontdoor.letters.tasks.empty_old", "schedule": crontab(hour=3, minute=20)},
    "home-forget-feedback": {"task": "frontdoor.home.tasks.forget_feedback", "schedule": crontab(hour=3, minute=40)},
    "home-forget-search-words": {
        "task": "frontdoor.home.tasks.forget_search_words",
        "schedule": crontab(hour=3, minute=50),
    },
    "ground-sweep-jobs": {
        "task": "frontdoor.ground.tasks.sweep_jobs",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 55},
    },
    "ground-delete-job-files": {
        "task": "frontdoor.ground.tasks.delete_job_files",
        "schedule": crontab(hour=4, minute=0),
    },
    "ground-forget-tallies": {"task": "frontdoor.ground.tasks.forget_tallies", "schedule": crontab(hour=4, minute=20)},
    "record-forget-before-joinings": {
        "task": "frontdoor.record.tasks.forget_what_was_before_joinings",
        "schedule": crontab(hour=4, minute=30),
    },
    "record-run-retention": {"task": "frontdoor.record.tasks.run_retention", "schedule": crontab(hour=4, minute=40)},
    "record-check-reasons": {"task": "frontdoor.record.tasks.check_reasons", "schedule": crontab(hour=5, minute=10)},
    "benchmarks-reminders": {"task": "benchmarks.tasks.send_reminders", "schedule": crontab(hour=9, minute=0)},
    "workexperience-move-on": {
        "task": "workexperience.tasks.move_on",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 590},
    },
    "workexperience-heal-listing": {
        "task": "workexperience.tasks.heal_listing",
        "schedule": crontab(hour=0, minute=10),
    },
    "workexperience-forget-reports": {
        "task": "workexperience.tasks.forget_reports",
        "schedule": crontab(hour=4, minute=25),
    },
    "workexperience-forget-unmet": {
        "task": "workexperience.tasks.forget_unmet",
        "schedule": crontab(hour=4, minute=27),
    },
    "workexperience-withdraw-left": {
        "task": "workexperience.tasks.withdraw_left",
        "schedule": crontab(hour=4, minute=50),
    },
    "workexperience-expiry": {"task": "workexperience.tasks.remind_of_expiry", "schedule": crontab(hour=9, minute=10)},
    "guidance-expiry": {"task": "guidance.tasks.remind_of_expiry", "schedule": crontab(hour=9, minute=20)},
    "guidance-blocks": {"task": "guidance.tasks.remind_of_blocks", "schedule": crontab(hour=9, minute=40)},
    # Each hour, because a run that was missed in the morning would come too late on the next one.
    "guidance-reminders": {
        "task": "guidance.tasks.remind_of_meetings",
        "schedule": crontab(hour="8-18", minute=25),
        "options": {"expires": 3_500},
    },
    "guidance-offer-free-times": {
        "task": "guidance.tasks.offer_free_times",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 590},
    },
    "guidance-forget-former": {"task": "guidance.tasks.forget_former", "schedule": crontab(hour=4, minute=28)},
    "guidance-forget-notes": {"task": "guidance.tasks.forget_notes", "schedule": crontab(hour=4, minute=29)},
    "guidance-follow-levels": {"task": "guidance.tasks.follow_levels", "schedule": crontab(hour=4, minute=55)},
    "benchmarks-by-hand": {"task": "benchmarks.tasks.pick_up_requests", "schedule": timedelta(minutes=10)},
}
