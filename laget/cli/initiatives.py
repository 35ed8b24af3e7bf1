"""`laget import initiatives`: initiatives from a workbook, all of them or none."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from laget.cli.site import open_database
from laget.cli.speech import say
from laget.core.words.said import Refusal, Said
from laget.data.initiatives_file import LARGEST_FILE, Brought, initiatives_in
from laget.renders.initiatives_workbook import initiatives_workbook

if TYPE_CHECKING:  # Django's own classes are known when it is set up
    from laget.apps.accounts.models import Organisation
    from laget.apps.initiatives.actions import Bringing


class Unread(Refusal):
    """A file that is not there or cannot be opened."""


class Faulty(Refusal):
    """A workbook with something in it that cannot be used; nothing is written."""


class NoHost(Refusal):
    """Whose the initiatives are is not said."""


def bring(file: Path, *, region: str | None, dry_run: bool) -> Said:
    """Read a workbook and let its initiatives be a region's; return what was done, or would be.

    Without a region a dry run looks at the file alone. Raises Unread, Faulty, NoHost, WorkbookRefused and
    what the action raises.
    """
    data = _bytes(file)
    if region is None:
        if not dry_run:
            raise NoHost(
                Said("Säg vilken region insatserna gäller: --host SLUG.", "Say whose they are: --host SLUG.")
            )
        brought = _whole(initiatives_in(data, known=None))
        count = len(brought.initiatives)
        sv, en = ("insats", "initiative") if count == 1 else ("insatser", "initiatives")
        return Said(
            f"Filen går att läsa: {count} {sv}. Med --host SLUG ses också vad den skulle ändra.",
            f"The file can be read: {count} {en}. With --host SLUG what it would change is seen as well.",
        )
    open_database()
    from django.utils.timezone import localdate

    from laget.apps.initiatives.actions import bring_initiatives, planned  # late: Django is set up by now
    from laget.apps.initiatives.queries import known_of
    from laget.cli.exchange import organisation_called
    from laget.pages.index import index

    organisation: Organisation = organisation_called(region)
    brought = _whole(initiatives_in(data, known=known_of(organisation), today=localdate()))
    if dry_run:
        return _told(planned(organisation, brought=brought.initiatives, parts=brought.parts), is_done=False)
    plan = bring_initiatives(organisation, actor=None, brought=brought.initiatives, parts=brought.parts)
    index(organisation)
    return _told(plan, is_done=True)


def workbook(organisation: "Organisation") -> bytes:
    """Return all initiatives of a region as a workbook that can be brought in again."""
    from laget.apps.initiatives.models import Initiative  # late: Django is set up by now
    from laget.apps.initiatives.queries import described, known_of, whole

    rows = whole(Initiative.objects.filter(organisation=organisation))
    return initiatives_workbook([described(row) for row in rows], known=known_of(organisation))


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise Unread(Said(f"{file} går inte att öppna.", f"{file} cannot be opened.")) from fault


def _whole(brought: Brought) -> Brought:
    for one in brought.passed_over:
        print(say(one.printed), file=sys.stderr)
    if brought.faults:
        lines = [one.printed for one in brought.faults]
        sv, en = "\n".join(one.sv for one in lines), "\n".join(one.en for one in lines)
        raise Faulty(Said(f"{sv}\nInget är skrivet.", f"{en}\nNothing is written."))
    return brought


def _told(plan: "Bringing", *, is_done: bool) -> Said:
    new, changed, same = len(plan.new), len(plan.changed), len(plan.same)
    if plan.is_nothing:
        return Said("Allt i filen finns redan.", "Everything in the file is there already.")
    if is_done:
        return Said(
            f"Nya: {new}. Ändrade: {changed}. Som de var: {same}.",
            f"New: {new}. Changed: {changed}. As they were: {same}.",
        )
    return Said(
        f"Skulle bli nya: {new}. Skulle ändras: {changed}. Är redan så: {same}.",
        f"Would be new: {new}. Would be changed: {changed}. Are so already: {same}.",
    )
