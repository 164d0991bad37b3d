"""`import_framework FILE`: a benchmark framework becomes a version that new returns are made under."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from benchmarks.frameworks.actions import Outcome, import_version
from benchmarks.frameworks.parse import WrongFramework, read_yaml
from benchmarks.models import FrameworkVersion
from frontdoor.ground.importing import ImportCommand, Report, Unreadable
from frontdoor.ground.years import in_words


class Command(ImportCommand):
    help = "Load a benchmark framework. It is published at once: new returns use it, returns already begun keep theirs."
    file_help = "the framework, a YAML file (see docs/frameworks.md), or - for standard input"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--draft", action="store_true", help="keep it unpublished; load it again to publish it")

    def load(self, data: bytes, report: Report, options: dict[str, Any]) -> None:
        source = "standard input" if options["file"] == "-" else Path(options["file"]).name
        try:
            read = read_yaml(data.decode("utf-8-sig"))
            version, outcome = import_version(
                data=read, source=source, publish=not options["draft"], now=timezone.now()
            )
        except UnicodeDecodeError:
            raise Unreadable(f"{source} is not a benchmark framework: it is not text in UTF-8.") from None
        except WrongFramework as wrong:
            raise Unreadable(str(wrong)) from wrong
        setattr(report.counts, outcome, 1)
        report.notes.append(_told(version, outcome))


def _told(version: FrameworkVersion, outcome: Outcome) -> str:
    if outcome == Outcome.UNCHANGED:
        return f"{version} is already here."
    if version.published_at:
        return f"{version} is published. New returns use it from the academic year {in_words(version.used_from)}."
    return f"{version} is a draft. No return uses it until it is loaded again without --draft."
