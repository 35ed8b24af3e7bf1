"""Who may write and send newsletters."""

from laget.apps.accounts.models import Role
from laget.apps.accounts.permissions import permission

WRITE_LETTERS = permission("write_letters", Role.STRATEGIST, Role.COMMUNICATOR)
SEND_LETTERS = permission("send_letters", Role.COMMUNICATOR)
