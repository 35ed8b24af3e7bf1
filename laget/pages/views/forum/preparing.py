"""What is prepared before a meeting: the tasks for everybody, who has done them for those who meet."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laget.apps.accounts.models import Organisation, User
from laget.apps.accounts.permissions import Visitor, may
from laget.apps.accounts.queries import organisation_at
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.forum.actions import preparing
from laget.apps.forum.actions.preparing import Duty, Gave, duty_of
from laget.apps.forum.actions.writing import Unfit
from laget.apps.forum.forms.preparing import TaskForm, TickForm
from laget.apps.forum.models import Event, Task, TaskDone
from laget.apps.forum.permissions import EDIT_FORUM
from laget.apps.forum.queries.events import event_at
from laget.apps.forum.queries.preparing import stands_of
from laget.apps.kept import ChangedMeanwhile
from laget.apps.media.actions import bring_file
from laget.apps.media.models import File
from laget.apps.media.views import attachment
from laget.core.asked import whole_number
from laget.data.media import UnfitFile
from laget.pages.views.forum.event import edits
from laget.pages.views.forum.working import own_event
from laget.pages.views.work import WORK
from laget.ui.templatetags.laget import told


def meets(viewer: Visitor, event: Event) -> bool:
    """Tell whether somebody has a role with those who hold or host a meeting: they see who has done what."""
    hosts = [one.organisation for one in event.hosts.all() if one.organisation is not None]
    return any(may(viewer, one, WORK) for one in (event.organisation, *hosts))


@require_safe
def tasks(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Show what is prepared before a meeting and by how many; who has done what, to those who meet."""
    organisation = organisation_at(region)
    row = event_at(organisation, event, viewer=request.user)
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "stands": stands_of(row),
        "meets": meets(request.user, row),
        "may_edit": edits(request.user, row) and row.organisation == organisation,
        "today": timezone.localdate(),
    }
    return render(request, "pages/forum/tasks.html", context)


@require_safe
def file(request: HttpRequest, region: str, event: str, pk: int) -> FileResponse:
    """Give a file that came of a task, to those who meet."""
    row = event_at(organisation_at(region), event, viewer=request.user)
    done = get_object_or_404(TaskDone.objects.select_related("file"), task__event=row, pk=pk)
    if done.file is None or not meets(request.user, row):
        raise Http404
    return attachment(done.file, is_open=False)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str, event: str) -> HttpResponse:
    """Ask what is to be done, and keep it."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    return _write(request, organisation, user, own_event(organisation, event), None)


def _task(event: Event, pk: int) -> Task:
    return get_object_or_404(Task.objects.select_related("session", "event"), event=event, pk=pk)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, region: str, event: str, pk: int) -> HttpResponse:
    """Show a task as it is written, and keep what is changed of it."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    row = own_event(organisation, event)
    return _write(request, organisation, user, row, _task(row, pk))


def _write(
    request: HttpRequest, organisation: Organisation, user: User, event: Event, task: Task | None
) -> HttpResponse:
    duty = duty_of(task) if task is not None else Duty(text="")
    initial = {name: getattr(duty, name) for name in Duty.__dataclass_fields__}
    data = request.POST if request.method == "POST" else None
    form = TaskForm(data, sessions=event.sessions.all(), initial=initial)
    status, meanwhile, revision = HTTPStatus.OK, "", task.revision if task is not None else 0
    if data is not None and form.is_valid():
        seen = whole_number(data.get("revision", "")) or 0
        try:
            if task is None:
                preparing.add_task(organisation, actor=user, event=event, duty=form.duty)
            else:
                preparing.change_task(organisation, actor=user, task=task, duty=form.duty, revision=seen)
        except Unfit as refused:
            form.add_error(refused.field, told(refused.said))
        except ChangedMeanwhile as refused:
            assert task is not None  # noqa: S101 - nobody changes what is not there
            task.refresh_from_db()
            status, meanwhile, revision = HTTPStatus.CONFLICT, told(refused.said), task.revision
        else:
            messages.success(request, gettext("Saved."))
            return redirect("event_tasks", organisation.slug, event.slug)
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": event,
        "task": task,
        "form": form,
        "revision": revision,
        "meanwhile": meanwhile,
    }
    return render(request, "pages/forum/task.html", context, status=status)


@require_http_methods(["GET", "POST"])
def tick(request: HttpRequest, region: str, event: str, pk: int) -> HttpResponse:
    """Ask who has done a task and what they gave, and write it down."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    row = own_event(organisation, event)
    task = _task(row, pk)
    stand = next(one for one in stands_of(row) if one.task.pk == task.pk)
    is_sent = request.method == "POST"
    pk_asked = whole_number(request.GET.get("av", ""))
    known = next((one for one in stand.done if one.pk == pk_asked), None)
    form = TickForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        names=stand.missing,
        initial={"on": timezone.localdate()}
        if known is None
        else {"other": known.by, "on": known.on, "text": known.text, "link": known.link},
    )
    if is_sent and form.is_valid() and _ticked(request, organisation, user, task, form):
        return redirect("task_tick", region, event, pk)
    context = {
        "organisation": organisation,
        "section": "forum",
        "event": row,
        "task": task,
        "stand": stand,
        "form": form,
        "most": settings.MEDIA_MEGABYTES,
    }
    return render(request, "pages/forum/tick.html", context)


def _ticked(request: HttpRequest, organisation: Organisation, user: User, task: Task, form: TickForm) -> bool:
    given = form.cleaned_data
    try:
        kept = _brought(organisation, user, form) if given["file"] else None
        gave = Gave(
            on=given["on"],
            text=given["text"].replace("\r\n", "\n"),
            link=given["link"],
            file=kept.pk if kept is not None else None,
        )
        preparing.tick_task(organisation, actor=user, task=task, by=form.by_whom, gave=gave)
    except UnfitFile as refused:
        form.add_error("file", told(refused.said))
        return False
    except Unfit as refused:
        form.add_error(refused.field if refused.field in form.fields else "other", told(refused.said))
        return False
    messages.success(request, gettext("Saved."))
    return True


def _brought(organisation: Organisation, user: User, form: TickForm) -> File:
    sent = form.cleaned_data["file"]
    data = sent.read(settings.MEDIA_MEGABYTES * 1_000_000 + 1)
    return bring_file(organisation, actor=user, name=sent.name or "", data=data)


@require_POST
def untick(request: HttpRequest, region: str, event: str, pk: int, done: int) -> HttpResponse:
    """Take back that an organisation has done a task."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    task = _task(own_event(organisation, event), pk)
    row = get_object_or_404(TaskDone.objects.select_related("task__event"), task=task, pk=done)
    preparing.untick_task(organisation, actor=user, done=row)
    messages.success(request, gettext("Removed."))
    return redirect("task_tick", region, event, pk)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, region: str, event: str, pk: int) -> HttpResponse:
    """Say what goes with a task, and then remove it."""
    organisation, user = asked_by(request, region, EDIT_FORUM)
    row = own_event(organisation, event)
    task = _task(row, pk)
    if request.method == "POST":
        revision = whole_number(request.POST.get("revision", "")) or 0

        def act() -> bool:
            preparing.remove_task(organisation, actor=user, task=task, revision=revision)
            return True

        if doing(request, act):
            messages.success(request, gettext("Removed."))
        return redirect("event_tasks", region, event)
    context = {"organisation": organisation, "section": "forum", "event": row, "task": task}
    return render(request, "pages/forum/task_remove.html", context)
