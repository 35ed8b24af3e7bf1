"""Who may do what with a strategy."""

from laget.apps.accounts.models import Role
from laget.apps.accounts.permissions import permission

EDIT_STRATEGY = permission("edit_strategy", Role.STRATEGIST)
ADOPT_STRATEGY = permission("adopt_strategy", Role.STRATEGIST)
SEE_DRAFT = permission("see_draft", Role.STRATEGIST, Role.ANALYST, Role.COMMUNICATOR, Role.READER)
