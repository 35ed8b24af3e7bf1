"""Who may do what with the follow-up."""

from laget.apps.accounts.models import Role
from laget.apps.accounts.permissions import permission

MASK_EDITION = permission("mask_edition", Role.STRATEGIST)
