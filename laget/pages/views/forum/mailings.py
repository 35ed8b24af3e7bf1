"""Mails to many of an event: listed, written, read before they go, and followed; the digital link apart."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.forum.actions.composing import Composer, answers_to, when, where
from laget.apps.forum.actions.digital import send_link_again, set_link
from laget.apps.forum.actions.mailings import (
    Decided,
    Draft,
    approve_mailing,
    change_mailing,
    draft_of,
    remove_mailing,
    send_stuck_again,
    withdraw_mailing,
    write_mailing,
)
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.mailing import FIXED, AgainForm, LinkForm, MailingSheet
from laget.apps.forum.models import DigitalLink, Event, Mailing, Registration
from laget.apps.forum.permissions import SEND_MAILINGS
from laget.apps.forum.queries.events import starts_of
from laget.apps.forum.queries.mailings import (
    addressees,
    due_of,
    fates_of,
    is_link_another,
    link_mailing_of,
    mails_of,
    stage_of,
)
from laget.apps.forum.queries.preparing import tasks_told
from laget.apps.kept import ChangedMeanwhile
from laget.apps.mail.queries import stuck_of
from laget.core.asked import whole_number
from laget.core.forum.letters import default_of, filled
from laget.core.words.said import LANGUAGES, Language
from laget.pages.views.forum.own import discreet
from laget.pages.views.forum.working import own_event
from laget.pages.views.sheets import written
from laget.ui.templatetags.laget import told

Kind, Audience = Mailing.Kind, Mailing.Audience
MOST_STUCK = 100  # that are listed
HIDDEN = "…"  # in place of what makes the link to somebody's own registration


@never_cache
@require_safe
def mailings(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """List the mails to many of an event, each with how far it has come."""
    organisation, _user = asked_by(request, region, SEND_MAILINGS)
    row, now = own_event(organisation, event), timezone.now()
    rows = list(row.mailings.all())
    fates = fates_of(row, rows)
    known = {"evenemang": row.title, "dag": when(row).sv, "plats": where(row).sv, "namn": HIDDEN}
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "here": "mailings",
        "is_untold": row.state == Event.State.CANCELLED and _is_untold(row, rows),
        "mailings": [
            (one, filled(one.subject, known), stage_of(one, row, now=now), due_of(one, row), fates[one.pk])
            for one in reversed(rows)
        ],
        "kinds": [(one.value, one.label) for one in Kind if _is_possible(row, one)],
        "has_link": DigitalLink.objects.filter(event=row).exists(),
        "is_digital": row.form != Event.Form.ON_SITE,
    }
    return render(request, "pages/forum/mailings.html", context)


def _is_possible(event: Event, kind: str) -> bool:
    if event.state == Event.State.CANCELLED:
        return kind == Kind.MESSAGE
    if kind == Kind.LINK:
        is_digital = event.form != Event.Form.ON_SITE
        known = link_mailing_of(event)
        return is_digital and (known is None or is_link_another(event, known))
    return kind != Kind.CHANGE or event.versions.count() > 1


def _is_untold(event: Event, rows: list[Mailing]) -> bool:
    """Tell whether nothing has gone to everybody who has registered to a cancelled event."""
    told = any(one.sent_at is not None and one.audience == Audience.EVERYBODY for one in rows)
    return not told and event.registrations.filter(state=Registration.State.CONFIRMED).exists()


@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Write a mail to many, from the text of its purpose."""
    organisation, user = asked_by(request, region, SEND_MAILINGS)
    row = own_event(organisation, event)
    asked = request.GET.get("slag", "")
    known = _begun(row, asked if asked in Kind.values else Kind.MESSAGE)
    sheet = MailingSheet(known=known, data=request.POST if request.method == "POST" else None)
    made: list[Mailing] = []

    def keep(_revision: int) -> Mailing:
        made.append(write_mailing(organisation, actor=user, event=row, draft=sheet.wanted))
        return made[0]

    answer = written(
        request,
        organisation,
        kind="mailing",
        section="forum",
        subject=f"event:{row.slug}",
        row=None,
        sheet=sheet,
        keep=keep,
        refusals=(Unfit,),
        tell=lambda refused: sheet.tell(refused.field, refused),
        differing=list,
        context=_around(row, Kind(known.kind).label),
        onward=reverse("mailings", args=[region, event]),
    )
    return redirect("mailing", region, event, made[0].pk) if made else answer


@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, region: str, event: str, pk: int) -> HttpResponse:
    """Change a mail to many that is not approved."""
    organisation, user = asked_by(request, region, SEND_MAILINGS)
    row = own_event(organisation, event)
    one = get_object_or_404(Mailing, event=row, pk=pk)
    if one.approved_at is not None or one.sent_at is not None:
        return redirect("mailing", region, event, pk)
    sheet = MailingSheet(known=draft_of(one), data=request.POST if request.method == "POST" else None)
    return written(
        request,
        organisation,
        kind="mailing",
        section="forum",
        subject=f"event:{row.slug}",
        row=one,
        sheet=sheet,
        keep=lambda revision: change_mailing(
            organisation, actor=user, mailing=one, draft=sheet.wanted, revision=revision
        ),
        refusals=(Unfit, Decided),
        tell=lambda refused: sheet.tell(getattr(refused, "field", ""), refused),
        differing=lambda: sheet.differing(draft_of(one), sheet.wanted),
        context=_around(row, f"{gettext('Change')}: {one.get_kind_display()}"),
        onward=reverse("mailing", args=[region, event, pk]),
    )


def _around(event: Event, heading: object) -> dict[str, object]:
    back = reverse("mailings", args=[event.organisation.slug, event.slug])
    return {"event": event, "heading": heading, "here": "mailings", "back": back}


def _begun(event: Event, kind: str) -> Draft:
    """Return the text that a purpose begins with."""
    is_of_cancelled = event.state == Event.State.CANCELLED and kind == Kind.MESSAGE
    default = default_of("cancelled" if is_of_cancelled else kind, has_questions=event.asks.exists())
    audience, text = FIXED.get(Kind(kind), Audience.HELD), default.text.sv
    if is_of_cancelled:
        audience = Audience.EVERYBODY
    due: datetime | None = None
    starts = starts_of(event)
    if kind == Kind.REMINDER and starts is not None:
        eve = timezone.localtime(starts) - timedelta(days=1)
        due = eve.replace(hour=9, minute=0, second=0, microsecond=0)
    if kind == Kind.REMINDER:
        text = "\n\n".join(part for part in (text, tasks_told(event)) if part)
    if kind == Kind.THANKS and event.registrations.filter(arrived_at__isnull=False).exists():
        audience = Audience.ARRIVED if event.form == Event.Form.ON_SITE else audience
    return Draft(kind=kind, audience=audience, subject=default.subject.sv, text=text, due=due)


@discreet
@never_cache
@require_http_methods(["GET", "POST"])
def mailing(request: HttpRequest, region: str, event: str, pk: int) -> HttpResponse:
    """Show a mail to many just as it will be, and let it be approved, withdrawn, thrown away, sent again."""
    organisation, user = asked_by(request, region, SEND_MAILINGS)
    row, now = own_event(organisation, event), timezone.now()
    one = get_object_or_404(Mailing.objects.select_related("event__organisation"), event=row, pk=pk)
    if request.method == "POST":
        is_gone = _do(request, organisation, user, one, now=now)
        return redirect("mailings", region, event) if is_gone else redirect("mailing", region, event, pk)
    to = addressees(one)
    composer = Composer(one)
    stage = stage_of(one, row, now=now)
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "here": "mailings",
        "mailing": one,
        "stage": stage,
        "due": due_of(one, row),
        "count": to.count(),
        "shown": [_shown(composer, to, language) for language in _languages(to)],
        "seal": composer.seal,
        "reply_to": answers_to(row),
        "lacks_link": one.kind == Kind.LINK and composer.link is None,
        "fates": fates_of(row, [one])[one.pk],
        "stuck": stuck_of(mails_of(one))[:MOST_STUCK],
    }
    return render(request, "pages/forum/mailing.html", context)


def _languages(to: QuerySet[Registration]) -> list[Language]:
    known = set(to.order_by().values_list("language", flat=True).distinct())
    return [one for one in LANGUAGES if one == "sv" or one in known]


def _shown(composer: Composer, to: QuerySet[Registration], language: Language) -> dict[str, object]:
    """Return a mail as its first addressee in a language gets it, but for the link that only they may see."""
    first = to.filter(language=language).first()
    somebody = first or Registration(name=gettext("First name Surname"), language=language)
    own = f"{composer.known[language].values['program']}min-anmalan/{HIDDEN}/"
    letter = composer.known[language].to(somebody, own)
    _head, _body, body = letter.html.partition("<body>")
    return {
        "language": language,
        "to": first,
        "subject": letter.subject,
        "text": letter.text,
        "html": _safe(body.partition("</body>")[0]),
    }


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - Markdown that has been cleaned, with values that are escaped


def _do(
    request: HttpRequest, organisation: Organisation, user: Visitor, one: Mailing, *, now: datetime
) -> bool:
    """Do what a button asks for; tells whether the mailing is gone."""
    what = request.POST.get("do", "")
    if what == "send":
        _approve(request, organisation, user, one, now=now)
    elif what == "withdraw":
        doing(request, lambda: withdraw_mailing(organisation, actor=user, mailing=one))
    elif what == "remove":
        revision = whole_number(request.POST.get("revision", ""))
        gone = doing(
            request, lambda: remove_mailing(organisation, actor=user, mailing=one, revision=revision)
        )
        return gone is not None
    elif what == "again":
        key = whole_number(request.POST.get("mail", ""))
        message = mails_of(one).filter(pk=key).first() if key is not None else None
        if key is None or message is not None:
            again = send_stuck_again(organisation, actor=user, mailing=one, message=message, now=now)
            if again:
                messages.success(request, gettext("They wait to be sent once more."))
    return False


def _approve(
    request: HttpRequest, organisation: Organisation, user: Visitor, one: Mailing, *, now: datetime
) -> None:
    try:
        row = approve_mailing(
            organisation, actor=user, mailing=one, seal=request.POST.get("seal", ""), now=now
        )
    except (ChangedMeanwhile, Unfit) as refused:
        messages.error(request, told(refused.said))
        return
    due = due_of(row, one.event)
    if due is None or due <= now:
        messages.success(request, gettext("The mails are being sent."))
    else:
        messages.success(request, gettext("Approved. The mails are sent by themselves at their time."))


@discreet
@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Ask for the link to take part digitally, which stands nowhere else until it is sent."""
    organisation, user = asked_by(request, region, SEND_MAILINGS)
    row, now = own_event(organisation, event), timezone.now()
    known = DigitalLink.objects.filter(event=row).first()
    is_again = request.method == "POST" and "again" in request.POST
    data = request.POST if request.method == "POST" else None
    initial = {"address": known.address, "text": known.text} if known is not None else {}
    form = LinkForm(None if is_again else data, initial=initial)
    again = AgainForm(data if is_again else None, prefix="igen")
    status = 200
    if is_again and again.is_valid():
        if _sent_again(request, organisation, user, row, again, now=now):
            return redirect("digital_link", region, event)
    elif data is not None and form.is_valid():
        given = form.cleaned_data
        try:
            set_link(
                organisation,
                actor=user,
                event=row,
                address=given["address"],
                text=given["text"].replace("\r\n", "\n"),
                revision=whole_number(request.POST.get("revision", "")) or 0,
            )
        except Unfit as refused:
            form.add_error(refused.field, told(refused.said))
        except ChangedMeanwhile as refused:
            status = 409
            known = DigitalLink.objects.filter(event=row).first()
            form.add_error(None, told(refused.said))
        else:
            messages.success(request, gettext("Saved."))
            return redirect("mailings", region, event)
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "here": "mailings",
        "form": form,
        "again": again,
        "revision": known.revision if known is not None else 0,
        "mailing": (mailing := link_mailing_of(row)),
        "is_another": is_link_another(row, mailing),
        "has_link": known is not None,
    }
    return render(request, "pages/forum/digital_link.html", context, status=status)


def _sent_again(
    request: HttpRequest,
    organisation: Organisation,
    user: Visitor,
    event: Event,
    form: AgainForm,
    *,
    now: datetime,
) -> bool:
    email = form.cleaned_data["email"].strip().lower()
    registration = Registration.objects.filter(event=event, email=email).select_related("event").first()
    if registration is None:
        form.add_error("email", gettext("Nobody with that address has registered."))
        return False
    sent = doing(
        request, lambda: send_link_again(organisation, actor=user, registration=registration, now=now)
    )
    if sent is not None:
        messages.success(request, gettext("The link is sent to them once more."))
    return True
