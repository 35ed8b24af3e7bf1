"""A person's own account: who I am, what is held about me, signing out everywhere, being forgotten."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laget.apps.accounts.models import User
from laget.apps.accounts.queries import held_about
from laget.apps.mail.queries import outbox_of
from laget.apps.people.actions import LastAdministrator, close_account
from laget.apps.people.forms import NameForm, SureForm
from laget.apps.people.permissions import INVITE_PERSON
from laget.apps.people.queries import roles_by_organisation
from laget.ui.templatetags.laget import told


def signed_in(request: HttpRequest) -> User:
    """Return who is signed in; the view has let nobody else through."""
    assert isinstance(request.user, User)  # noqa: S101 - login_required stands before
    return request.user


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show who I am and what I am where, and let me change my name."""
    user = signed_in(request)
    form = NameForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name is saved."))
        return redirect("account")
    places = [
        (place, roles, not INVITE_PERSON.roles.isdisjoint(roles))
        for place, roles in roles_by_organisation(user)
    ]
    context = {
        "form": form,
        "places": places,
        "is_protected": is_mfa_enabled(user),
        "sees_outbox": settings.DEMO or any(administers for _, _, administers in places),
        "mails": outbox_of(user).filter(to__iexact=user.email)[:5] if settings.DEMO else [],
    }
    return render(request, "people/account.html", context)


@login_required
def holdings(request: HttpRequest) -> HttpResponse:
    """Hand out all that is held about me, as JSON."""
    answer = JsonResponse(
        held_about(signed_in(request)), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    answer["Content-Disposition"] = 'attachment; filename="laget-uppgifter.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of mine but this one."""
    user = signed_in(request)
    User.objects.filter(pk=user.pk).update(sign_outs=F("sign_outs") + 1)
    user.refresh_from_db()
    update_session_auth_hash(request, user)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("account")


@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def close(request: HttpRequest) -> HttpResponse:
    """Ask whether I am sure, and forget me."""
    user = signed_in(request)
    form = SureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close_account(user)
        except LastAdministrator as refusal:
            form.add_error(None, told(refusal.said))
        else:
            logout(request)
            messages.success(request, _("Your account is closed, and your name and address are gone."))
            return redirect("home")
    return render(request, "people/close.html", {"form": form})
