"""`laget import` and `laget export`: strategies, initiatives and programmes in and out of an installation."""

import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from laget.cli import forum, initiatives
from laget.cli.site import open_database
from laget.cli.speech import described, refusing, say, t
from laget.core.strategy.document import StrategyDocument
from laget.core.words.said import Refusal, Said
from laget.data.durable import write_whole
from laget.data.strategy_file import read_strategy
from laget.data.strategy_text import strategy_text

if TYPE_CHECKING:  # Django's own classes are known when it is set up
    from laget.apps.accounts.models import Organisation


class What(StrEnum):
    """What is brought in or taken out."""

    STRATEGY = "strategy"
    INITIATIVES = "initiatives"
    FORUM = "forum"


class NoRegion(Refusal):
    """A region that the installation does not have."""


class NothingToTakeOut(Refusal):
    """A version, or a draft, that the region does not have."""


class NoFile(Refusal):
    """A workbook that is to be written nowhere."""


class AlreadyInForce(Refusal):
    """A strategy that is the one in force, to the byte."""


class DraftInTheWay(Refusal):
    """A draft that would be lost."""


WhatArgument = Annotated[What, typer.Argument(metavar="WHAT", help="strategy, initiatives, forum")]
EventOption = Annotated[
    str | None,
    typer.Option("--event", metavar="SLUG", help=t("Evenemanget (forum).", "The event (forum).")),
]


@described(
    sv="""Läser in en strategifil. Står beslutet i filen antas den som regionens nästa version; annars, eller
    med --draft, blir den regionens utkast. Eller läser in insatser från en arbetsbok (XLSX); läses den in
    en gång till ändras ingenting. Är något fel skrivs ingenting.

    Eller läser in ett program: iCalendar, schedule.json, schedule.xml, CSV eller XLSX. Varje punkt för sig;
    det som inte går att använda sägs rad för rad. Utan --event blir det ett utkast till ett nytt evenemang,
    och utan --host hos den region som är den enda.

    Exempel: laget import strategy strategi.yaml --region halland

    Exempel: laget import initiatives insatser.xlsx --host halland --dry-run

    Exempel: laget import forum program.ics --dry-run

    Exempel: laget import forum program.csv --host halland --event forum-2025 --day 2025-10-16
    """,
    en="""Bring in a strategy file. With the decision in it, it is adopted as the region's next version; else,
    or with --draft, it becomes the region's draft. Or bring in initiatives from a workbook (XLSX); brought in
    once more it changes nothing. If anything is wrong nothing is written.

    Or bring in a programme: iCalendar, schedule.json, schedule.xml, CSV or XLSX. Each item by itself; what
    cannot be used is said line by line. Without --event it becomes a draft of a new event, and without
    --host of the region that is the only one.

    Example: laget import strategy strategy.yaml --region halland

    Example: laget import initiatives initiatives.xlsx --host halland --dry-run

    Example: laget import forum programme.ics --dry-run

    Example: laget import forum programme.csv --host halland --event forum-2025 --day 2025-10-16
    """,
)
@refusing
def import_(
    what: WhatArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=t("Filen.", "The file."))],
    region: Annotated[
        str | None,
        typer.Option(
            "--region",
            "--host",
            metavar="SLUG",
            help=t("Regionen; annars strategifilens egen.", "The region; else the strategy file's own."),
        ),
    ] = None,
    draft: Annotated[
        bool,
        typer.Option("--draft", help=t("Som utkast, även om beslutet står där.", "As a draft all the same.")),
    ] = False,
    replace: Annotated[
        bool,
        typer.Option("--replace", help=t("Ersätt ett utkast som finns.", "Replace a draft that is there.")),
    ] = False,
    event: EventOption = None,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--day",
            formats=["%Y-%m-%d"],
            metavar="DAY",
            help=t("Dagen, om filen bara har klockslag (forum).", "The day, if the file has none (forum)."),
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=t("Bara säga vad som skulle hända.", "Only say what would happen.")),
    ] = False,
) -> None:
    """Adopt a file, let it be the draft, or bring in its initiatives or its programme."""
    if what is What.FORUM:
        on = day.date() if day is not None else None
        print(say(forum.bring(file, region=region, event=event, day=on, dry_run=dry_run)))
        return
    if what is What.INITIATIVES:
        print(say(initiatives.bring(file, region=region, dry_run=dry_run)))
        return
    read = read_strategy(file)
    for fault in read.warnings:
        print(say(fault.printed), file=sys.stderr)
    document, slug = read.document, region or read.document.region.slug
    is_draft = draft or document.strategy.decision is None
    if dry_run:
        print(say(_would(slug, is_draft=is_draft)))
        return
    open_database()
    print(say(_drafted(document, slug, replace=replace) if is_draft else _adopted(document, slug)))


def _would(slug: str, *, is_draft: bool) -> Said:
    if is_draft:
        return Said(f"Filen skulle bli utkastet hos {slug}.", f"The file would become the draft of {slug}.")
    return Said(
        f"Filen skulle antas som nästa version hos {slug}.",
        f"The file would be adopted by {slug} as its next version.",
    )


def _adopted(document: StrategyDocument, slug: str) -> Said:
    from django.conf import settings  # late: Django is set up by now

    from laget.apps.followup.actions import judge_today
    from laget.apps.strategy.actions import adopt_strategy, hold_region
    from laget.apps.strategy.queries import document_of, version_in_force
    from laget.pages.index import index

    organisation = organisation_called(slug)
    hold_region(organisation, document)
    known = version_in_force(organisation)
    if known is not None and document_of(known) == document:
        raise AlreadyInForce(
            Said(
                f"{slug} har redan antagit just den här filen.", f"{slug} has adopted this very file already."
            )
        )
    version = adopt_strategy(organisation, actor=None, document=document)
    told = Said(
        f"Antagen som version {version.number} hos {slug}.", f"Adopted as version {version.number} of {slug}."
    )
    try:
        judge_today(organisation, version=version, store=settings.STORE)
    except Refusal as refused:
        told = Said(f"{told.sv} {refused.said.sv}", f"{told.en} {refused.said.en}")
    index(organisation)
    return told


def _drafted(document: StrategyDocument, slug: str, *, replace: bool) -> Said:
    from laget.apps.strategy.actions import replace_draft  # late: Django is set up by now
    from laget.apps.strategy.queries import draft_of, hash_of

    organisation = organisation_called(slug)
    known = draft_of(organisation)
    if known is not None and not replace:
        raise DraftInTheWay(
            Said(
                f"{slug} har redan ett utkast. Ta ut det med laget export, eller ersätt det med --replace.",
                f"{slug} has a draft already. Take it out by laget export, or replace it by --replace.",
            )
        )
    seen = hash_of(known) if known is not None else None
    replace_draft(organisation, actor=None, document=document, seen=seen)
    return Said(
        f"Filen är utkastet hos {slug}. Inget är antaget.",
        f"The file is the draft of {slug}. Nothing is adopted.",
    )


@described(
    sv="""Skriver ut en regions strategi som YAML, eller som JSON när filens namn slutar så: den version som
    gäller, en tidigare med --version, eller utkastet med --draft. Eller regionens insatser som XLSX. Eller
    ett evenemangs publicerade program som ics, json, xml, csv eller xlsx.

    Exempel: laget export strategy --region halland --out strategi.yaml

    Exempel: laget export forum --region halland --event forum-2025 --out program.ics
    """,
    en="""Write a region's strategy as YAML, or as JSON where the file's name ends so: the version in force,
    an earlier one by --version, or the draft by --draft. Or its initiatives as a workbook (XLSX). Or the
    published programme of an event as ics, json, xml, csv or xlsx.

    Example: laget export strategy --region halland --out strategy.yaml

    Example: laget export forum --region halland --event forum-2025 --out programme.ics
    """,
)
@refusing
def export(
    what: WhatArgument,
    region: Annotated[
        str, typer.Option("--region", "--host", metavar="SLUG", help=t("Regionen.", "The region."))
    ],
    event: EventOption = None,
    form: Annotated[
        forum.Form | None,
        typer.Option("--format", help=t("Vad det blir (forum).", "What it becomes (forum).")),
    ] = None,
    version: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help=t("Versionens nummer.", "The number of the version.")),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help=t("Utkastet.", "The draft."))] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", readable=False, help=t("Filen; annars skärmen.", "The file; else the screen.")
        ),
    ] = None,
) -> None:
    """Write a strategy or a programme to a file or the screen, or initiatives to a file."""
    open_database()
    if what is What.FORUM:
        data = forum.file_of(organisation_called(region), event=event, out=out, form=form)
        if out is None:
            sys.stdout.buffer.write(data)
            return
        write_whole(out, data)
        print(say(Said(f"Skriven till {out}.", f"Written to {out}.")), file=sys.stderr)
        return
    if what is What.INITIATIVES:
        data = initiatives.workbook(organisation_called(region))
        if out is None:
            raise NoFile(Said("Säg vilken fil det ska bli: --out FIL.", "Say which file: --out FILE."))
        write_whole(out, data)
        print(say(Said(f"Skriven till {out}.", f"Written to {out}.")), file=sys.stderr)
        return
    document = _of(region, number=version, is_draft=draft)
    data = strategy_text(document, form="json" if out is not None and out.suffix == ".json" else "yaml")
    if out is None:
        print(data.decode(), end="")
        return
    write_whole(out, data)
    print(say(Said(f"Skriven till {out}.", f"Written to {out}.")), file=sys.stderr)


def _of(slug: str, *, number: int | None, is_draft: bool) -> StrategyDocument:
    from laget.apps.strategy.queries import (  # late: Django is set up by now
        document_of,
        draft_of,
        drafted,
        version_in_force,
        versions_of,
    )

    organisation = organisation_called(slug)
    if is_draft:
        found = draft_of(organisation)
        if found is not None:
            return drafted(found)
        raise NothingToTakeOut(Said(f"{slug} har inget utkast.", f"{slug} has no draft."))
    version = version_in_force(organisation)
    if number is not None:
        version = next((one for one in versions_of(organisation) if one.number == number), None)
    if version is None:
        raise NothingToTakeOut(
            Said(f"{slug} har ingen sådan antagen version.", f"{slug} has no such adopted version.")
        )
    return document_of(version)


def organisation_called(slug: str) -> "Organisation":
    """Return the organisation of that slug; raises NoRegion, which says which there are."""
    from laget.apps.accounts.models import Organisation  # late: as above

    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Organisation.objects.order_by("slug").values_list("slug", flat=True)[:20]) or "–"
        raise NoRegion(
            Said(
                f"Installationen har ingen region {slug}; den har {known}.",
                f"The installation has no region {slug}; it has {known}.",
            )
        )
    return found
