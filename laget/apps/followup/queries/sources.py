"""Reads: what an appraisal may rest on beside the strategy; those above the follow-up say what they offer."""

from collections.abc import Callable

from django.utils.functional import Promise

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor

Groups = list[tuple[str | Promise, list[tuple[str, str]]]]
"""What can be pointed at by kind: addresses `kind:id` with what each is called."""
OFFERS: list[Callable[[Organisation, Visitor | None], Groups]] = []
"""What knows evidence, initiatives and the like, and offers them; whoever stands above registers here."""


def sources_beside(organisation: Organisation, *, viewer: Visitor | None) -> Groups:
    """Return what an appraisal may rest on that the strategy does not hold, as somebody may see it."""
    return [group for offer in OFFERS for group in offer(organisation, viewer)]
