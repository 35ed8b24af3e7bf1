"""Who may bring a file; who may fetch one is for the app whose row holds it to say."""

from laget.apps.accounts.models import Role
from laget.apps.accounts.permissions import permission

BRING_FILE = permission("bring_file", Role.STRATEGIST, Role.ANALYST, Role.COMMUNICATOR)
