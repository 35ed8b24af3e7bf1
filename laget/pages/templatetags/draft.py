"""The way from a page of the strategy to its draft, for those who may take it."""

from typing import Any

from django import template
from django.template.context import RequestContext

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import may
from laget.apps.strategy.permissions import EDIT_STRATEGY

register = template.Library()


@register.inclusion_tag("pages/draft/edit.html", takes_context=True)
def edit_link(context: RequestContext, organisation: Organisation, element: str = "") -> dict[str, Any]:
    """Show a link to the draft, or to an element in it, to whoever may edit; nothing to anybody else."""
    user = context["request"].user
    return {
        "organisation": organisation,
        "element": element,
        "may_edit": user.is_authenticated and may(user, organisation, EDIT_STRATEGY),
    }
