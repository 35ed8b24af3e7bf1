"""The economic watch: what the economy is followed by, month by month, and the choice of it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.horizon.actions import watch_indicators
from laget.apps.horizon.models import Watched
from laget.apps.horizon.permissions import WRITE_SIGNALS
from laget.pages.horizon.economy import can_be_watched, watching
from laget.pages.standing import standing_of
from laget.ui.templatetags.laget import language, told


class WatchForm(forms.Form):
    """Which indicators the economy is followed by."""

    indicators = forms.MultipleChoiceField(
        label=gettext_lazy("Follow the economy by"),
        help_text=gettext_lazy("Those of the strategy's indicators that have figures of months or quarters."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


@require_safe
def economy(request: HttpRequest, region: str) -> HttpResponse:
    """Show each watched indicator beside the same time last year."""
    organisation = organisation_at(region)
    standing = standing_of(organisation)
    chosen = list(Watched.objects.filter(organisation=organisation).values_list("indicator", flat=True))
    context = {
        "organisation": organisation,
        "section": "horizon",
        "standing": standing,
        "watched": watching(standing, chosen, language=language()) if standing is not None else [],
        "may_write": may(request.user, organisation, WRITE_SIGNALS),
    }
    return render(request, "pages/horizon/economy.html", context)


@require_http_methods(["GET", "POST"])
def watch(request: HttpRequest, region: str) -> HttpResponse:
    """Choose what the economy is followed by."""
    organisation, user = asked_by(request, region, WRITE_SIGNALS)
    standing = standing_of(organisation)
    known = can_be_watched(standing) if standing is not None else []
    chosen = list(Watched.objects.filter(organisation=organisation).values_list("indicator", flat=True))
    form = WatchForm(request.POST or None, initial={"indicators": chosen})
    field = form.fields["indicators"]
    assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - the form says so
    order = {one: place for place, one in enumerate(chosen)}
    known.sort(key=lambda one: order.get(one.id, len(order)))
    field.choices = [(one.id, told(one.title)) for one in known]
    if request.method == "POST" and form.is_valid():
        ids = form.cleaned_data["indicators"]
        if doing(request, lambda: watch_indicators(organisation, actor=user, indicators=ids)):
            messages.success(request, gettext("What the economy is followed by has been saved."))
        return redirect("economy", region)
    context = {"organisation": organisation, "section": "horizon", "form": form, "known": known}
    return render(request, "pages/horizon/watch.html", context)
