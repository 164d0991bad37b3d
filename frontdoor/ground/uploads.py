"""Uploads that must not touch the disk before personal columns are out of them."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler

LARGEST = 200 * 1024 * 1024  # bytes of one request; a GIAS file is about a third of it


class InMemory(MemoryFileUploadHandler):
    """Keeps uploads in memory up to LARGEST and drops larger ones. Put it in `request.upload_handlers` alone."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002, N803 - Django's signature
        """Whatever FILE_UPLOAD_MAX_MEMORY_SIZE says."""
        self.activated = content_length <= LARGEST
