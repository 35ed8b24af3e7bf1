"""Who may see what has been sent."""

from laget.apps.accounts.permissions import permission

SEE_OUTBOX = permission("see_outbox")
SEND_AGAIN = permission("send_again")
