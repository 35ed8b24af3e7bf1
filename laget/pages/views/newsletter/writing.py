"""Letters are written: a title and blocks that are added, moved and taken away, each press keeping all."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.views.doing import asked_by, doing
from laget.apps.kept import ChangedMeanwhile
from laget.apps.newsletter.actions.writing import (
    Part,
    Sent,
    add_letter,
    change_letter,
    parts_of,
    remove_letter,
)
from laget.apps.newsletter.forms import BlockForm, TitleForm
from laget.apps.newsletter.models import Block, Letter
from laget.apps.newsletter.permissions import WRITE_LETTERS
from laget.apps.newsletter.queries import confirmed_of, letter_at, letters_seen_by
from laget.core.asked import whole_number
from laget.pages.addresses import named, offered
from laget.pages.newsletter.telling import KINDS
from laget.ui.choices import Called
from laget.ui.templatetags.laget import told

MOST = 40  # blocks of a letter


@require_safe
def letters(request: HttpRequest, region: str) -> HttpResponse:
    """List the letters, those under way first, and how many they go to."""
    organisation, user = asked_by(request, region, WRITE_LETTERS)
    rows = list(letters_seen_by(organisation, viewer=user))
    context = {
        "organisation": organisation,
        "section": "forum",
        "drafts": [one for one in rows if one.sent_at is None],
        "sent": [one for one in rows if one.sent_at is not None],
        "count": confirmed_of(organisation).count(),
    }
    return render(request, "pages/newsletter/letters.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, region: str) -> HttpResponse:
    """Ask what a new letter is called, and begin it."""
    organisation, user = asked_by(request, region, WRITE_LETTERS)
    form = TitleForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        row = add_letter(organisation, actor=user, title=form.cleaned_data["title"])
        return redirect("letter_change", region, row.slug)
    context = {"organisation": organisation, "section": "forum", "form": form}
    return render(request, "pages/newsletter/add.html", context)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Show a letter's blocks as fields; `do` says what is pressed, and all that is written is kept."""
    organisation, user = asked_by(request, region, WRITE_LETTERS)
    row = letter_at(organisation, slug, viewer=user)
    if row.sent_at is not None:
        return redirect("letter", region, slug)
    status, meanwhile = 200, ""
    parts, data = parts_of(row), None
    revision = row.revision
    title = TitleForm(initial={"title": row.title}, label_suffix="")
    if request.method == "POST":
        data, revision = request.POST, whole_number(request.POST.get("revision", "")) or 0
        title = TitleForm(data, label_suffix="")
        parts = _written(data)
    forms = [_form(number, one, data) for number, one in enumerate(parts)]
    if data is not None and title.is_valid() and all(form.is_valid() for form in forms):
        try:
            kept = change_letter(
                organisation,
                actor=user,
                letter=row,
                title=title.cleaned_data["title"],
                parts=_pressed(organisation, [*parts], data),
                revision=revision,
            )
        except Sent as refused:
            messages.error(request, told(refused.said))
            return redirect("letter", region, slug)
        except ChangedMeanwhile as refused:
            row.refresh_from_db()
            status, meanwhile, revision = 409, told(refused.said), row.revision
        else:
            messages.success(request, gettext("Saved."))
            onward = "letter_preview" if data.get("do") == "preview" else "letter_change"
            return redirect(onward, region, kept.slug)
    context = {
        "organisation": organisation,
        "section": "forum",
        "letter": row,
        "title": title,
        "revision": revision,
        "blocks": _called(organisation, parts, forms),
        "theirs": parts_of(row) if meanwhile else (),
        "choices": _choices(organisation),
        "meanwhile": meanwhile,
        "has_faults": data is not None and not meanwhile,
    }
    return render(request, "pages/newsletter/change.html", context, status=status)


def _form(number: int, part: Part, data: QueryDict | None) -> BlockForm:
    initial = {"title": part.title, "text": part.text}
    form = BlockForm(data, initial=initial, prefix=f"b{number}", label_suffix="")
    if part.kind != Block.Kind.TEXT:
        del form.fields["title"]
    return form


def _choices(organisation: Organisation) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a block may show: only what everybody may see."""
    groups = offered(organisation, KINDS, viewer=None, today=timezone.localdate())
    return [(str(word), choices) for word, choices in groups]


def _written(data: QueryDict) -> tuple[Part, ...]:
    """Return the blocks as they were sent; what an address shows is known by its kind."""
    parts = []
    for number in range(min(whole_number(data.get("blocks", "")) or 0, MOST)):
        address = data.get(f"b{number}-address", "")[:160]
        parts.append(
            Part(
                kind=KINDS.get(address.partition(":")[0], Block.Kind.TEXT),
                title=data.get(f"b{number}-title", ""),
                text=data.get(f"b{number}-text", "").replace("\r\n", "\n"),
                address=address,
            )
        )
    return tuple(parts)


def _pressed(organisation: Organisation, parts: list[Part], data: QueryDict) -> list[Part]:
    """Return the blocks as they are after the button: one more, one moved, one gone, or as they were."""
    act, _dash, rest = data.get("do", "").partition("-")
    parts = [replace(one, title=one.title.strip(), text=one.text.strip()) for one in parts]
    place = whole_number(rest)
    if act == "text" and len(parts) < MOST:
        return [*parts, Part()]
    if act == "add" and len(parts) < MOST:
        asked = data.get("address", "")
        known = named(organisation, [asked], viewer=None, today=timezone.localdate())
        kind = KINDS.get(asked.partition(":")[0])
        return [*parts, Part(kind=kind, address=asked)] if asked in known and kind else parts
    if place is None or not 0 <= place < len(parts):
        return parts
    if act == "remove":
        return parts[:place] + parts[place + 1 :]
    to = {"up": place - 1, "down": place + 1}.get(act, place)
    if 0 <= to < len(parts):
        parts[place], parts[to] = parts[to], parts[place]
    return parts


def _called(
    organisation: Organisation, parts: tuple[Part, ...], forms: list[BlockForm]
) -> list[tuple[Part, str, BlockForm]]:
    asked = [one.address for one in parts if one.address]
    known = named(organisation, asked, viewer=None, today=timezone.localdate())
    return [
        (part, Called.of(known[part.address].title) if part.address in known else "", form)
        for part, form in zip(parts, forms, strict=True)
    ]


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    """Ask once more, and throw a letter away that has not been sent."""
    organisation, user = asked_by(request, region, WRITE_LETTERS)
    row = letter_at(organisation, slug, viewer=user)
    if request.method == "POST":
        _removed(request, organisation, user, row)
        return redirect("letters", region)
    context = {"organisation": organisation, "section": "forum", "letter": row}
    return render(request, "pages/newsletter/remove.html", context)


def _removed(request: HttpRequest, organisation: Organisation, user: User, row: Letter) -> None:
    revision = whole_number(request.POST.get("revision", "")) or 0

    def act() -> bool:
        remove_letter(organisation, actor=user, letter=row, revision=revision)
        return True

    if doing(request, act):
        messages.success(request, gettext("Removed."))
