"""What the web server serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdoor.settings")
application = get_wsgi_application()

from frontdoor.ground.processes import die_with_parent  # noqa: E402  (after Django is set up)
from frontdoor.ground.safety import refuse_demo_people  # noqa: E402

refuse_demo_people()
die_with_parent()
