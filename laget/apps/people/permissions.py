"""Who may do what with an organisation's people and how long things are kept."""

from laget.apps.accounts.permissions import permission

INVITE_PERSON = permission("invite_person")
CHANGE_ROLES = permission("change_roles")
DECIDE_RETENTION = permission("decide_retention")
