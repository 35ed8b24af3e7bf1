"""The programme as its editors work in it: a day as a list, where a press moves, cancels or takes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from pydantic import TypeAdapter, ValidationError

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import may
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.forum.actions.programme import Point, add_session, cancel_session, pin_session
from laget.apps.forum.actions.timing import Stood, place_session, reschedule_session, restore_times
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.fields import FIRST_YEAR, LAST_YEAR, check_clocks, last_day, span
from laget.apps.forum.forms.programme import QuickForm, TimeForm
from laget.apps.forum.models import Event, Session
from laget.apps.forum.permissions import EDIT_FORUM, PUBLISH_PROGRAMME
from laget.apps.forum.queries.programme import latest_version, sessions_of
from laget.apps.kept import ChangedMeanwhile
from laget.core.asked import whole_number
from laget.core.forum.timetable import NoRoom
from laget.core.words.said import Said
from laget.pages.forum.editor import Sent, lines_of, new_prefix, time_prefix
from laget.pages.forum.faults import warned
from laget.pages.index import index
from laget.pages.views.forum.working import own_event
from laget.ui.templatetags.laget import told

UNDO = "programme_undo"  # in the visitor's session: the change of times that can be taken back
STOOD: TypeAdapter[list[Stood]] = TypeAdapter(list[Stood])


@dataclass(frozen=True, slots=True)
class Refused:
    """What was sent and is not kept, and whether somebody else was there first."""

    sent: Sent
    status: int = 200
    meanwhile: Said | None = None


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Show the programme as a list to work in; a press adds, moves, cancels or brings back an item."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    row = own_event(organisation, event)
    rows = list(sessions_of(row))
    refused: Refused | None = None
    if request.method == "POST":
        refused = _done(request, organisation, user, row, rows)
        if refused is None:
            index(organisation)
            slug = request.POST.get("punkt", "")
            answer = redirect("programme_edit", region, event)
            answer["Location"] += f"#{slug}" if any(one.slug == slug for one in rows) else ""
            return answer
        rows = list(sessions_of(row))
    found = warned(row, rows, viewer=user)
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "here": "programme_edit",
        "days": lines_of(row, rows, warned=found, sent=refused.sent if refused else None),
        "warned": found,
        "version": latest_version(row),
        "may_publish": may(user, organisation, PUBLISH_PROGRAMME),
        "meanwhile": refused.meanwhile if refused else None,
        "refused": refused.sent if refused else None,
        "undo": len(_undoable(request, row, rows)),
    }
    return render(
        request, "pages/forum/programme_edit.html", context, status=refused.status if refused else 200
    )


def _done(
    request: HttpRequest, organisation: Organisation, user: User, event: Event, rows: list[Session]
) -> Refused | None:
    """Do what was pressed, and tell what came of it; return what was sent where it cannot be kept."""
    act = request.POST.get("do", "")
    if act == "ny":
        return _added(request, organisation, user, event)
    if act == "angra":
        _undone(request, organisation, user, event, rows)
        return None
    row = next((one for one in rows if one.slug == request.POST.get("punkt")), None)
    if row is None:
        raise Http404
    revision = whole_number(request.POST.get("revision", "")) or 0
    if act == "tid":
        return _timed(request, organisation, user, row, revision, rows)
    if act in {"upp", "ner"}:
        other = next((one for one in rows if one.slug == request.POST.get(act)), None)
        if other is None:
            raise Http404
        its = whole_number(request.POST.get("grannens", "")) or 0
        first, second = ((row, revision), (other, its)) if act == "upp" else ((other, its), (row, revision))

        def act_on() -> Sequence[Session]:
            return place_session(
                organisation,
                actor=user,
                session=first[0],
                before=second[0],
                revision=first[1],
                before_revision=second[1],
            )

        _remember(request, event, rows, doing(request, act_on) or [])
    elif act in {"stall-in", "ta-tillbaka", "las", "las-upp"}:
        doing(request, lambda: _let(organisation, user, row, act, revision))
    return None


def _let(organisation: Organisation, user: User, row: Session, act: str, revision: int) -> Session:
    """Cancel an item or bring it back; let it stay at its time or move again."""
    if act in {"las", "las-upp"}:
        return pin_session(organisation, actor=user, session=row, is_pinned=act == "las", revision=revision)
    return cancel_session(
        organisation, actor=user, session=row, is_cancelled=act == "stall-in", revision=revision
    )


def _remember(request: HttpRequest, event: Event, rows: Sequence[Session], moved: Sequence[Session]) -> None:
    """Keep when the items that have moved were before, so that the change can be taken back."""
    if not moved:
        return
    before = {one.uid: one for one in rows}
    stood = [
        Stood(str(one.uid), was.on, was.starts, was.ends, one.revision)
        for one in moved
        if (was := before.get(one.uid)) is not None
    ]
    request.session[UNDO] = {"event": event.pk, "stood": STOOD.dump_python(stood, mode="json")}


def _undoable(request: HttpRequest, event: Event, rows: Sequence[Session]) -> list[Stood]:
    """Return what the visitor's last change of times moved, as long as nobody has changed it since."""
    kept = request.session.get(UNDO) or {}
    if kept.get("event") != event.pk:
        return []
    try:
        stood = STOOD.validate_python(kept["stood"])
    except ValidationError:  # kept by an earlier release
        return []
    now = {str(one.uid): one.revision for one in rows}
    return stood if all(now.get(one.uid) == one.revision for one in stood) else []


def _undone(
    request: HttpRequest, organisation: Organisation, user: User, event: Event, rows: Sequence[Session]
) -> None:
    """Take back the visitor's last change of times."""
    stood = _undoable(request, event, rows)
    request.session.pop(UNDO, None)
    if not stood:
        messages.error(request, _("The change cannot be taken back: the programme has been changed since."))
    elif doing(request, lambda: restore_times(organisation, actor=user, event=event, stood=stood)):
        messages.success(request, _("The change is taken back."))


def _day(request: HttpRequest) -> date | None:
    try:
        on = parse_date(request.POST.get("dag", ""))
    except ValueError:  # looks like a day and is none
        return None
    return on if on is not None and FIRST_YEAR <= on.year <= LAST_YEAR else None


def _lacks(form: TimeForm | QuickForm, on: date | None, starts: datetime | None) -> bool:
    """Put a sentence at a time that cannot be placed, and tell whether there is one."""
    if not check_clocks(form, on):
        return True
    given = form.cleaned_data
    if starts is not None or (given["starts"] is None and given["ends"] is None):
        return False
    form.add_error("starts", _("Write when it starts too.") if on else _("Write the day of the event first."))
    return True


def _added(request: HttpRequest, organisation: Organisation, user: User, event: Event) -> Refused | None:
    on = _day(request)
    form = QuickForm(request.POST, prefix=new_prefix(on))
    if not form.is_valid():
        return Refused(Sent(form, on=on))
    given = form.cleaned_data
    starts, ends = span(on, given["starts"], given["ends"])
    if _lacks(form, on, starts):
        return Refused(Sent(form, on=on))
    point = Point(
        title=given["title"], kind=given["kind"], on=on if starts is None else None, starts=starts, ends=ends
    )
    add_session(organisation, actor=user, event=event, point=point, uid=given["uid"])
    messages.success(request, _("The item is added."))
    return None


def _timed(
    request: HttpRequest,
    organisation: Organisation,
    user: User,
    row: Session,
    revision: int,
    rows: Sequence[Session],
) -> Refused | None:
    form = TimeForm(request.POST, prefix=time_prefix(row))
    on = _day(request)
    if not form.is_valid():
        return Refused(Sent(form, row.slug))
    given = form.cleaned_data
    starts, ends = span(on, given["starts"], given["ends"], until=last_day(row.starts, row.ends))
    if _lacks(form, on, starts):
        return Refused(Sent(form, row.slug))
    try:
        moved = reschedule_session(
            organisation,
            actor=user,
            session=row,
            starts=starts,
            ends=ends,
            follows=given["follows"],
            revision=revision,
        )
    except Unfit as refused:
        form.add_error(refused.field, told(refused.said))
        return Refused(Sent(form, row.slug))
    except NoRoom as refused:
        form.add_error("ends", told(refused.said))
        return Refused(Sent(form, row.slug))
    except ChangedMeanwhile as refused:
        return Refused(Sent(form, row.slug), 409, refused.said)
    _remember(request, row.event, rows, moved)
    _tell_moved(request, row, rows, moved)
    return None


def _tell_moved(
    request: HttpRequest, row: Session, rows: Sequence[Session], moved: Sequence[Session]
) -> None:
    """Tell how many followed, and which of them had to come after what stays at its time."""
    if not moved:
        messages.info(request, _("The time is as you wrote it."))
        return
    others = [one for one in moved if one.uid != row.uid]
    if others:
        said = ngettext(
            "The time is changed, and one item followed.",
            "The time is changed, and %(count)s items followed.",
            len(others),
        )
        messages.success(request, said % {"count": len(others)})
    else:
        messages.success(request, _("The time is changed."))
    told_of = {one.uid: one.starts for one in rows if one.starts is not None}
    for fixed in (one for one in rows if one.is_pinned and not one.is_cancelled):
        wall = told_of.get(fixed.uid)
        for one in others:
            was, now = told_of.get(one.uid), one.starts
            if wall is None or was is None or now is None or one.parent_id is not None:
                continue
            if was < wall <= now:
                said = _(
                    "“%(item)s” had no room before “%(fixed)s”, which stays at its time, "
                    "and now comes after it."
                )
                messages.warning(request, said % {"item": one.title, "fixed": fixed.title})
