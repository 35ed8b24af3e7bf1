"""Who may do what with initiatives."""

from laget.apps.accounts.models import Role
from laget.apps.accounts.permissions import permission

WRITE_INITIATIVES = permission("write_initiatives", Role.STRATEGIST, Role.ANALYST)
