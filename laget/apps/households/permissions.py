"""Who may do what with households."""

from laget.apps.accounts.models import Role
from laget.apps.accounts.permissions import permission

COMPOSE_HOUSEHOLDS = permission("compose_households", Role.STRATEGIST, Role.ANALYST, Role.COMMUNICATOR)
