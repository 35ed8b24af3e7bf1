"""Reads: organisations, who is what in them, and what is held about people."""

from laget.apps.accounts.queries.organisations import organisation_at, roles_of
from laget.apps.accounts.queries.personal import held_about, personal_fields, why_kept

__all__ = ["held_about", "organisation_at", "personal_fields", "roles_of", "why_kept"]
