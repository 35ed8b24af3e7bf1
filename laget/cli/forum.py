"""`laget import forum` and `laget export forum`: programmes in from files of others, and out of events."""

import sys
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from laget.cli.site import open_database
from laget.cli.speech import say
from laget.core.forum.brought import Brought, Entry
from laget.core.words.said import Refusal, Said
from laget.data.programmes.reading import LARGEST_FILE, programme_in
from laget.data.programmes.times import HOME

if TYPE_CHECKING:  # Django's own classes are known when it is set up
    from laget.apps.accounts.models import Organisation
    from laget.apps.forum.actions.bringing import Bringing
    from laget.apps.forum.models import Event


class Form(StrEnum):
    """What a programme is written as."""

    ICS = "ics"
    JSON = "json"
    XML = "xml"
    CSV = "csv"
    XLSX = "xlsx"


class Unread(Refusal):
    """A file that is not there or cannot be opened."""


class NoHost(Refusal):
    """Whose the programme is is not said."""


class NoEvent(Refusal):
    """An event that the region does not have."""


class NoForm(Refusal):
    """What the programme is to be written as is not said."""


class NoItems(Refusal):
    """A file without items."""


def bring(file: Path, *, region: str | None, event: str | None, day: date | None, dry_run: bool) -> Said:
    """Read a programme and put its items into an event; return what was done, or would be.

    Each item is printed, and each thing that could not be used goes to standard error. Without a region it is
    the only one that the installation has; a dry run looks at the file alone. Raises Unread, FileRefused,
    NoHost, NoEvent, NoItems and what the actions raise.
    """
    data = _bytes(file)
    if region is None and not dry_run:
        region = _only_region()
    if region is None:
        brought = programme_in(data, days=[day] if day else [], today=_today())
        _tell(brought, brought.items)
        many = len(brought.items)
        if not dry_run:
            raise NoHost(
                Said(
                    "Inget är sparat. Säg vilken region programmet gäller: --host SLUG.",
                    "Nothing is written. Say whose the programme is: --host SLUG.",
                )
            )
        return Said(
            f"Läst som {brought.read_as.sv}. Punkter: {many}. Anmärkningar: {len(brought.remarks)}.",
            f"Read as {brought.read_as.en}. Items: {many}. Remarks: {len(brought.remarks)}.",
        )
    open_database()
    from laget.apps.forum.actions.bringing import (
        bring_new_programme,
        bring_programme,
        event_for,
        planned,
    )
    from laget.cli.exchange import organisation_called
    from laget.pages.index import index

    organisation: Organisation = organisation_called(region)
    row = event_called(organisation, event) if event is not None else None
    days = [day] if day else [one.on for one in row.days.all()] if row is not None else []
    brought = programme_in(data, days=days, today=_today())
    title = brought.title or file.stem
    if row is None:
        row = event_for(organisation, title=title, entries=brought.items)
    plan = planned(organisation, event=row, entries=brought.items)
    _tell(brought, plan.new)
    if not brought.items:
        raise NoItems(Said("Filen har inga punkter som går att använda.", "The file has no items of use."))
    if not dry_run and not plan.is_nothing:
        if row is None:
            row = bring_new_programme(organisation, actor=None, title=title, entries=brought.items)
        else:
            bring_programme(organisation, actor=None, event=row, entries=brought.items)
        index(organisation)
    return _told(plan, into=row.slug if row is not None else None, title=title, is_done=not dry_run)


def file_of(organisation: "Organisation", *, event: str | None, out: Path | None, form: Form | None) -> bytes:
    """Return the published programme of an event; raises NoEvent, NoForm."""
    from django.utils import timezone  # late: Django is set up by now

    from laget.pages.forum.takeout import published
    from laget.pages.views.forum.feeds import programme_file

    row = event_called(organisation, event)
    suffix = out.suffix.removeprefix(".").lower() if out is not None else ""
    if form is None and suffix not in set(Form):
        raise NoForm(
            Said(
                "Säg vad det ska bli: --format ics, json, xml, csv eller xlsx.",
                "Say what it shall be: --format ics, json, xml, csv or xlsx.",
            )
        )
    chosen = form or Form(suffix)
    return programme_file(row, published(row, now=timezone.now()), form=chosen)[0]


def event_called(organisation: "Organisation", slug: str | None) -> "Event":
    """Return the event of that slug; raises NoEvent, which says which there are."""
    from laget.apps.forum.models import Event  # late: as above

    found = Event.objects.filter(organisation=organisation, slug=slug or "").first()
    if found is None:
        slugs = Event.objects.filter(organisation=organisation).order_by("-pk").values_list("slug", flat=True)
        known = ", ".join(slugs[:20]) or "–"
        raise NoEvent(
            Said(
                f"Säg vilket evenemang: --event SLUG. {organisation.slug} har {known}.",
                f"Say which event: --event SLUG. {organisation.slug} has {known}.",
            )
        )
    return found


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise Unread(Said(f"{file} går inte att öppna.", f"{file} cannot be opened.")) from fault


def _only_region() -> str | None:
    """Return the region of an installation that has one, else None."""
    open_database()
    from laget.apps.accounts.models import Organisation  # late: as above

    slugs = list(Organisation.objects.values_list("slug", flat=True)[:2])
    return slugs[0] if len(slugs) == 1 else None


def _today() -> date:
    return datetime.now(HOME).date()


def _tell(brought: Brought, items: Sequence[Entry]) -> None:
    """Print items one by one, and what was said of the file to standard error."""
    for one in items:
        beside = ", ".join(part for part in (one.place, "; ".join(one.people)) if part)
        cancelled = f" ({say(Said('inställd', 'cancelled'))})" if one.is_cancelled else ""
        print(f"{one.span} {one.title}{cancelled}{f' ({beside})' if beside else ''}")
    for remark in brought.remarks:
        print(say(remark.printed), file=sys.stderr)


def _told(plan: "Bringing", *, into: str | None, title: str, is_done: bool) -> Said:
    told = [
        *(
            Said(
                f"Spåret ”{track}” heter inget i strategin; det används inte.",
                f"Nothing in the strategy is called “{track}”; the track is not used.",
            )
            for track in plan.tracks
        ),
        *(
            Said(
                f"”{one.title}” är av flera dagar: den står på den första, och den sista står i texten.",
                f"“{one.title}” is of several days: it stands on the first, and the last is in its text.",
            )
            for one in plan.lasting
        ),
        *(
            Said(
                f"”{one.title}” finns här med annan tid eller titel; den är kvar som den är.",
                f"“{one.title}” is here with another time or title; it stays as it is.",
            )
            for one in plan.changed
        ),
    ]
    for said in told:
        print(say(said), file=sys.stderr)
    if plan.is_nothing:
        return Said("Allt i filen finns redan.", "Everything in the file is there already.")
    new, known = len(plan.new), len(plan.known) + len(plan.changed)
    where_sv = f"evenemanget {into}" if into else f"ett nytt utkast, ”{title}”"
    where_en = f"the event {into}" if into else f"a new draft, “{title}”"
    if is_done:
        return Said(
            f"Nya punkter: {new}, i {where_sv}. Fanns redan: {known}.",
            f"New items: {new}, in {where_en}. Were there: {known}.",
        )
    return Said(
        f"Skulle bli nya punkter: {new}, i {where_sv}. Finns redan: {known}.",
        f"Would be new items: {new}, in {where_en}. Are there: {known}.",
    )
