"""Log lines as JSON, each with the id of its request or task, and without personal data.

No query string, body, path or address of a person is logged. Messages of other people's code may hold such things (a
database error quotes the row), so every line is cleaned here, in the one place that all of them pass.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")
task_id: ContextVar[str] = ContextVar("task_id", default="")

ADDRESS = re.compile(r"[\w.+%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
# What PostgreSQL adds to an error quotes the row: `DETAIL:  Key (email)=(...) already exists.`
# A quoted value may hold line breaks of its own, and in a `repr` a break is the two letters `\\n`: so all is left out up
# to the traceback's next line.
QUOTED_ROW = re.compile(
    r"((?:^|\n|\\n)\s*(?:DETAIL|CONTEXT|LINE \d+|QUERY):).*?(?=\nTraceback|\n {2}File |\n\n(?:During|The above)|\Z)",
    re.DOTALL,
)
QUERY_STRING = re.compile(r"\?[^\s\"'<>]*=[^\s\"'<>]*")
# Django's own lines about a request name its path, which may carry a token: the route says as much.
ABOUT_REQUESTS = ("django.request", "django.security")


def clean(text: str) -> str:
    """The text without addresses of people, query strings and rows quoted by the database."""
    text = QUOTED_ROW.sub(r"\1 [left out]", text)
    text = ADDRESS.sub("[address]", text)
    return QUERY_STRING.sub("?[query]", text)


class JsonFormatter(logging.Formatter):
    """One JSON object a line: when, level, logger, ids, message, and on errors the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": clean(_message(record)),
        }
        line |= {name: found for name, found in (("request_id", request_id.get()), ("task_id", task_id.get())) if found}
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["exception"] = clean(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def _message(record: logging.LogRecord) -> str:
    if not record.name.startswith(ABOUT_REQUESTS):
        return record.getMessage()
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    what = str(record.msg).split("%", maxsplit=1)[0].split(":", maxsplit=1)[0].strip()
    return f"{what}: {match.route}" if match else what
