"""What readers say of a page: asked of them on a page of its own, summed up for the organisation's people."""

from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import require
from laget.apps.accounts.queries import organisation_at
from laget.apps.feedback.actions import TooManyAnswers, answer_page, delete_line
from laget.apps.feedback.forms import AnswerForm
from laget.apps.feedback.models import Answer
from laget.apps.feedback.permissions import READ_FEEDBACK
from laget.apps.feedback.queries import summaries_of
from laget.ui.templatetags.laget import told

LONGEST_PAGE = 300
INSIDE = ("/admin/", "/konto/", "/tyck-till/")  # no pages to have a view on


@never_cache
def answer(request: HttpRequest) -> HttpResponse:
    """Ask of a page (`sida`) of an organisation (`region`), keep the answer, and say thanks."""
    organisation = organisation_at(request.GET.get("region", ""))
    page = page_at(request.GET.get("sida", ""), organisation)
    is_part = request.headers.get("HX-Request") == "true"
    form = AnswerForm(request.POST or None, initial={"nytta": request.GET.get("nytta")})
    thanks = "tack" in request.GET
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if not form.is_by_a_program:
                answer_page(
                    organisation,
                    page=page,
                    useful=given["nytta"] == "ja",
                    line=given["rad"],
                    form=given["nummer"],
                )
        except TooManyAnswers as refusal:
            form.add_error(None, told(refusal.said))
        else:
            if not is_part:
                return redirect(f"{reverse('answer')}?{_asked(organisation, page)}&tack=1")
            thanks = True
    language = get_language()
    context = {
        "organisation": organisation,
        "page": page,
        "back": page if language == "sv" else f"/{language}{page}",
        "asked": _asked(organisation, page),
        "form": form,
        "number": (form.is_bound and form.cleaned_data.get("nummer")) or uuid4(),
        "thanks": thanks,
        "is_part": is_part,
    }
    shown = render(request, "feedback/form.html" if is_part else "feedback/answer.html", context)
    patch_vary_headers(shown, ["HX-Request"])
    return shown


def answers(request: HttpRequest, region: str) -> HttpResponse:
    """Show what readers have said, by page."""
    organisation = organisation_at(region)
    require(request.user, organisation, READ_FEEDBACK)
    found = summaries_of(organisation)
    context = {"organisation": organisation, "section": "feedback", "summaries": found}
    return render(request, "feedback/answers.html", context)


@require_POST
def delete(request: HttpRequest, region: str, pk: int) -> HttpResponse:
    """Take a line away."""
    organisation = organisation_at(region)
    delete_line(
        organisation,
        actor=request.user,
        answer=get_object_or_404(Answer, organisation=organisation, pk=pk),
    )
    messages.success(request, _("The line is deleted. Whether the page was of use is still counted."))
    return redirect("answers", region)


def page_at(address: str, organisation: Organisation) -> str:
    """Return the Swedish address of an organisation's page without its query; raises Http404 for no page."""
    path = address.partition("?")[0].partition("#")[0]
    if path.startswith("/en/"):
        path = path.removeprefix("/en")
    try:
        with override("sv"):
            found = resolve(path)
    except Resolver404:
        raise Http404(_("There is no such page.")) from None
    if len(path) > LONGEST_PAGE or path.startswith(INSIDE) or "token" in found.kwargs:  # a link is a secret
        raise Http404(_("There is no such page."))
    if found.kwargs.get("region", organisation.slug) != organisation.slug:
        raise Http404(_("There is no such page."))
    return path


def _asked(organisation: Organisation, page: str) -> str:
    return urlencode({"sida": page, "region": organisation.slug})
