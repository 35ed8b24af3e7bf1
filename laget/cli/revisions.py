"""`laget revisions` and `laget accept`: what the publishers changed afterwards, and a person's yes to it."""

import json
from datetime import UTC, datetime
from itertools import pairwise
from typing import Annotated

import typer

from laget.cli.home import store_at, writing
from laget.cli.options import JsonOption, StoreOption, StrategyArgument
from laget.cli.speech import described, language, refusing, say, t
from laget.cli.verdicts import alarm_lines, revision_lines
from laget.core.followup.edition import alarms, revision
from laget.core.words.said import Refusal, Said
from laget.data.figures import basis_of
from laget.data.snapshot import Acceptance
from laget.data.strategy_file import read_strategy


class UnknownAlarm(Refusal):
    """An alarm that the store does not know."""


class Unsigned(Refusal):
    """A yes without a name or a reason."""


@described(
    sv="""Listar vad utgivarna har ändrat i äldre siffror, bedömningar som ändras av det och larm som väntar.

    Exempel: laget revisions strategi.yaml
    """,
    en="""List what the publishers changed in old figures, which verdicts change, and which alarms wait.

    Example: laget revisions strategy.yaml
    """,
)
@refusing
def revisions(
    strategy: StrategyArgument,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the changed cells and the alarms."""
    document = read_strategy(strategy).document
    kept = store_at(store)
    basis = basis_of(kept, document)
    accepted = kept.accepted()
    found = [
        one
        for name, states in basis.states.items()
        for before, after in pairwise(states)
        if (
            one := revision(
                document,
                indicator=name,
                before=before,
                after=after,
                tables=basis.tables,
                used=basis.used,
            )
        )
    ]
    waiting = alarms(document, states=basis.states, tables=basis.tables, used=basis.used, accepted=accepted)
    if waiting:
        with writing(kept) as writer:
            writer.keep_alarms(waiting)
    if as_json:
        listed = [
            {
                **one.model_dump(mode="json"),
                "alarm": one.alarm,
                "accepted": accepted[one.alarm].model_dump(mode="json")
                if one.alarm and one.alarm in accepted
                else None,
            }
            for one in found
        ]
        names = [one.alarm for one in waiting]
        print(json.dumps({"revisions": listed, "waiting": names}, ensure_ascii=False, indent=1))
        return
    if not found:
        print(t("Inga äldre siffror har ändrats.", "No old figures have changed."))
    for one in found:
        print("\n".join(revision_lines(document, one, accepted=accepted, language=language())))
    if waiting:
        print(t("Larm som väntar på ett ja:", "Alarms that wait for a yes:"))
        print("\n".join(alarm_lines(document, waiting, language=language())))


@described(
    sv="""Säger ja till ett revideringslarm, med namn och skäl; uppföljningen kan sedan göras.

    Exempel: laget accept 3f2a9c1d --by "Analytiker" --reason "SCB rättade 2021 års siffra"
    """,
    en="""Say yes to a revision alarm, with name and reason; the follow-up can then be made.

    Example: laget accept 3f2a9c1d --by "Analyst" --reason "The publisher corrected the figure of 2021"
    """,
)
@refusing
def accept(
    alarm: Annotated[str, typer.Argument(metavar="ALARM", help=t("Larmets namn.", "The alarm's name."))],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help=t("Vem som säger ja.", "Who says yes."))],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=t("Varför.", "Why."))],
    store: StoreOption = None,
) -> None:
    """Keep a person's yes to an alarm."""
    if not by.strip() or not reason.strip():
        raise Unsigned(
            Said(
                sv="Ett ja behöver både namn (--by) och skäl (--reason).",
                en="A yes needs both a name (--by) and a reason (--reason).",
            )
        )
    kept = store_at(store)
    known = kept.alarms()
    if alarm not in known:
        listed = ", ".join(name for name in known if name not in kept.accepted())
        raise UnknownAlarm(
            Said(
                sv=f"Larmet ”{alarm}” finns inte i lagret {kept.root}. "
                + (f"Där väntar {listed}." if listed else "Inget larm väntar där; kör laget revisions."),
                en=f'There is no alarm "{alarm}" in the store {kept.root}. '
                + (f"Waiting there: {listed}." if listed else "None waits there; run laget revisions."),
            )
        )
    with writing(kept) as writer:
        stands = writer.accept(
            Acceptance(alarm=alarm, by=by.strip(), reason=reason.strip(), at=datetime.now(UTC))
        )
    print(
        say(
            Said(
                sv=f"Larmet {alarm} är godkänt av {stands.by}: {stands.reason}",
                en=f"The alarm {alarm} is accepted by {stands.by}: {stands.reason}",
            )
        )
    )
