"""Who may do what with readers' answers."""

from laget.apps.accounts.models import Role
from laget.apps.accounts.permissions import permission

READ_FEEDBACK = permission("read_feedback", Role.STRATEGIST, Role.COMMUNICATOR)
DELETE_LINE = permission("delete_line", Role.STRATEGIST, Role.COMMUNICATOR)
