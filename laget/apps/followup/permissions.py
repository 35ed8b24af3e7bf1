"""Who may do what with the follow-up."""

from laget.apps.accounts.models import Role
from laget.apps.accounts.permissions import permission

SEE_EDITION = permission("see_edition", Role.STRATEGIST, Role.ANALYST, Role.COMMUNICATOR, Role.READER)
WRITE_EDITION = permission("write_edition", Role.STRATEGIST, Role.ANALYST, Role.COMMUNICATOR)
PUBLISH_EDITION = permission("publish_edition", Role.STRATEGIST)
APPROVE_EDITION = permission("approve_edition", Role.STRATEGIST)
MASK_EDITION = permission("mask_edition", Role.STRATEGIST)
REFRESH_FIGURES = permission("refresh_figures", Role.STRATEGIST, Role.ANALYST)
ACCEPT_REVISION = permission("accept_revision", Role.STRATEGIST, Role.ANALYST)
MOVE_GAP = permission("move_gap", Role.STRATEGIST)
