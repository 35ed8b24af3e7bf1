"""The tests' settings for servers in processes of their own, upon the database that a test has filled."""

import os

from tests.settings import *  # noqa: F403 - the same, but for what follows

DATABASES["default"]["NAME"] = os.environ["LAGET_SERVED_DATABASE"]  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("postgresql"):  # noqa: F405
    DATABASES["default"]["OPTIONS"]["pool"] = True  # noqa: F405 - as in production
FORMS_A_SOURCE = 1_000_000  # every click of a test comes from here
EMAIL_BACKEND = "laget.apps.mail.actions.OutboxBackend"
