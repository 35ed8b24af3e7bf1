"""Who may do what with mobilisations and platforms."""

from laget.apps.accounts.models import Role
from laget.apps.accounts.permissions import permission

WRITE_MOBILISATIONS = permission("write_mobilisations", Role.STRATEGIST, Role.ANALYST)
DECIDE_MOBILISATIONS = permission("decide_mobilisations", Role.STRATEGIST)
WRITE_PLATFORMS = permission("write_platforms", Role.STRATEGIST, Role.ANALYST, Role.COMMUNICATOR)
