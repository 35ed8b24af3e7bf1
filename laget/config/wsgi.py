"""The door for a WSGI server: every page."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laget.config.settings")

application = get_wsgi_application()
