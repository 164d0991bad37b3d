"""What the web server serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdoor.settings")
application = get_wsgi_application()

from frontdoor.ground.processes import die_with_parent  # noqa: E402  (after Django is set up)

die_with_parent()
