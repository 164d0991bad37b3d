"""How a page may be asked for."""

from django.views.decorators.http import require_http_methods

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])
