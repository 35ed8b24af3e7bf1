"""Who may do what with evidence."""

from laget.apps.accounts.models import Role
from laget.apps.accounts.permissions import permission

WRITE_EVIDENCE = permission("write_evidence", Role.STRATEGIST, Role.ANALYST)
SEE_EMBARGOED = permission("see_embargoed", Role.STRATEGIST, Role.ANALYST, Role.COMMUNICATOR)
