"""An organisation's people: who has which roles, who is invited."""

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laget.apps.accounts.models import Organisation, Role, User
from laget.apps.accounts.permissions import require
from laget.apps.accounts.queries import organisation_at, roles_of
from laget.apps.mail.actions import BadMail
from laget.apps.people.actions import (
    InvitedAlready,
    LastAdministrator,
    NoRoles,
    NotOpen,
    change_roles,
    invite_person,
    withdraw_invitation,
)
from laget.apps.people.forms import InvitationForm, RolesForm
from laget.apps.people.permissions import CHANGE_ROLES, INVITE_PERSON
from laget.apps.people.queries import open_invitations, people_of
from laget.ui.templatetags.laget import told


def people(request: HttpRequest, region: str) -> HttpResponse:
    """Show who takes part, and invite another."""
    organisation = organisation_at(region)
    require(request.user, organisation, INVITE_PERSON)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invite_person(
                organisation,
                actor=request.user,
                email=form.cleaned_data["email"],
                roles=[Role(role) for role in form.cleaned_data["roles"]],
                site=request.build_absolute_uri("/").rstrip("/"),
                now=timezone.now(),
            )
        except (BadMail, InvitedAlready, NoRoles) as refusal:
            form.add_error(None, told(refusal.said))
        else:
            messages.success(request, _("The invitation is in the outbox and is sent from there."))
            return redirect("people", region)
    waiting = open_invitations(organisation, now=timezone.now())
    context = {
        "organisation": organisation,
        "section": "people",
        "people": people_of(organisation),
        "invitations": [(one, [Role(role).label for role in one.roles]) for one in waiting],
        "form": form,
    }
    return render(request, "people/people.html", context)


def person(request: HttpRequest, region: str, pk: int) -> HttpResponse:
    """Show one person's roles, and change them."""
    organisation = organisation_at(region)
    require(request.user, organisation, CHANGE_ROLES)
    one = _member(organisation, pk)
    had = sorted(role.value for role in roles_of(one, organisation))
    form = RolesForm(request.POST or None, initial={"roles": had})
    if request.method == "POST" and form.is_valid():
        try:
            change_roles(
                organisation,
                actor=request.user,
                person=one,
                roles=[Role(role) for role in form.cleaned_data["roles"]],
            )
        except LastAdministrator as refusal:
            form.add_error(None, told(refusal.said))
        else:
            messages.success(request, _("The roles of %(person)s are saved.") % {"person": one})
            return redirect("account" if one.pk == request.user.pk else "people", *_of(one, request, region))
    return render(
        request,
        "people/person.html",
        {"organisation": organisation, "section": "people", "person": one, "form": form},
    )


def _of(one: Model, request: HttpRequest, region: str) -> list[str]:
    """Return what the next page's address takes: whoever took their own role may not see the people."""
    return [] if one.pk == request.user.pk else [region]


def _member(organisation: Organisation, pk: int) -> User:
    return get_object_or_404(User.objects.filter(memberships__organisation=organisation).distinct(), pk=pk)


@require_POST
def withdraw(request: HttpRequest, region: str, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    organisation = organisation_at(region)
    try:
        withdraw_invitation(organisation, actor=request.user, invitation=pk, now=timezone.now())
    except NotOpen as refusal:
        messages.error(request, told(refusal.said))
    else:
        messages.success(request, _("The invitation is withdrawn."))
    return redirect("people", region)
