"""Who may do what with signals."""

from laget.apps.accounts.models import Role
from laget.apps.accounts.permissions import permission

WRITE_SIGNALS = permission("write_signals", Role.STRATEGIST, Role.ANALYST)
SELECT_SIGNALS = permission("select_signals", Role.STRATEGIST, Role.COMMUNICATOR)
SEE_SIGNALS = permission("see_signals", Role.STRATEGIST, Role.ANALYST, Role.COMMUNICATOR)  # not public too
