"""Answering an invitation."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from laget.apps.accounts.models import Role, User
from laget.apps.people.actions import NotOpen, accept_invitation, not_open
from laget.apps.people.forms import AnswerForm
from laget.apps.people.queries import invitation_at


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what somebody is invited to, and let them accept: somebody new chooses a name and a password."""
    now = timezone.now()
    found = invitation_at(token, now=now)
    if found is None:
        return render(request, "people/not_open.html", {"said": not_open().said}, status=410)
    me = request.user if isinstance(request.user, User) else None
    known = User.objects.filter(email__iexact=found.email).exists()
    if known and me is None:
        return redirect_to_login(request.get_full_path())
    form = None if me else AnswerForm(request.POST or None, email=found.email)
    if request.method == "POST" and (form is None or form.is_valid()):
        given = form.cleaned_data if form is not None else {}
        try:
            person = accept_invitation(
                token,
                now=now,
                user=me,
                name=given.get("name", ""),
                password=given.get("password") or None,
            )
        except NotOpen as refusal:
            return render(request, "people/not_open.html", {"said": refusal.said}, status=410)
        messages.success(request, _("Welcome to %(organisation)s.") % {"organisation": found.organisation})
        if me is None:
            answer: HttpResponse = perform_login(request, person, email_verification="none")
            return answer
        return redirect("account")
    context = {
        "form": form,
        "invitation": found,
        "place": found.organisation,
        "roles": [Role(role).label for role in found.roles],
    }
    return render(request, "people/invitation.html", context)
