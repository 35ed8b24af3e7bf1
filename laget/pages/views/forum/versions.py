"""A programme published as a numbered version, previewed before; its versions with what is new in each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import may
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.forum.actions.programme import publish_programme
from laget.apps.forum.models import Event, Mailing, Version
from laget.apps.forum.permissions import EDIT_FORUM, PUBLISH_PROGRAMME
from laget.apps.forum.queries.events import event_at
from laget.apps.forum.queries.programme import document_of, latest_version, programme_of
from laget.core.canonical import sha256
from laget.core.forum.programme import changes
from laget.pages.index import index
from laget.pages.views.forum.working import own_event

NOTE = 500  # characters


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Show what is new, moved, cancelled and reworded since the last version, and publish the next."""
    organisation, user = asked_by(request, region, PUBLISH_PROGRAMME)
    row = own_event(organisation, event)
    before = latest_version(row)
    if request.method == "POST":
        version = doing(
            request,
            lambda: publish_programme(
                organisation,
                actor=user,
                event=row,
                note=request.POST.get("note", "").strip()[:NOTE],
                mails="utskick" in request.POST,
                seen=request.POST.get("sett"),
            ),
        )
        if version is not None:
            index(organisation)
            return _published(request, organisation, row, version, is_new=version != before)
    number = before.number + 1 if before is not None else 1
    stands = programme_of(row, number=number)
    published = document_of(before).items if before is not None else ()
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "here": "programme_edit",
        "number": number,
        "is_same": before is not None and stands.items == published,
        "seen": sha256(stands.bytes),
        "before": before,
        "changes": changes(published, stands.items),
        "items": stands.items,
        "most": NOTE,
        "note": request.POST.get("note", ""),
    }
    return render(request, "pages/forum/programme_publish.html", context)


def _published(
    request: HttpRequest, organisation: Organisation, event: Event, version: Version, *, is_new: bool
) -> HttpResponse:
    """Tell that a version is published, and lead to its mail where one was written."""
    mailing = Mailing.objects.filter(event=event, version=version.number).first() if is_new else None
    if not is_new:
        messages.info(request, _("Nothing has changed since the last version."))
    elif mailing is not None:
        messages.success(request, _("The programme is published. The mail waits to be read and approved."))
        return redirect("mailing", organisation.slug, event.slug, mailing.pk)
    else:
        messages.success(request, _("The programme is published."))
    return redirect("programme_versions", organisation.slug, event.slug)


@require_safe
def versions(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """List the published versions of a programme, latest first, each with what it changed."""
    organisation = organisation_at(region)
    row = event_at(organisation, event, viewer=request.user)
    rows = list(Version.objects.filter(event=row).order_by("number"))
    documents = [document_of(one).items for one in rows]
    told = [
        (one, changes(before, after) if before is not None else None, len(after))
        for one, before, after in zip(rows, [None, *documents[:-1]], documents, strict=True)
    ]
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "versions": list(reversed(told)),
        "may_edit": row.organisation_id == organisation.pk and may(request.user, organisation, EDIT_FORUM),
    }
    return render(request, "pages/forum/versions.html", context)
