"""Verdicts and alarms as they are printed in a terminal."""

from collections.abc import Mapping, Sequence

from rich.table import Table
from rich.text import Text

from laget.core.areas import area
from laget.core.followup.edition import Edition
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.revision import Change, Revision
from laget.core.followup.verdict import NoteKind, Verdict
from laget.core.strategy.document import Indicator, StrategyDocument, said
from laget.core.words.numbers import number, unit
from laget.core.words.said import Language, Said
from laget.data.snapshot import Acceptance

STYLES = {
    Reach.MET: "green",
    Reach.ON_TRACK: "green",
    Reach.TOO_SLOW: "yellow",
    Reach.WRONG_WAY: "red",
    Reach.NOT_JUDGED: "dim",
    Travel.IMPROVING: "green",
    Travel.UNCHANGED: "",
    Travel.WORSENING: "red",
    Travel.NOT_JUDGED: "dim",
}
HEADS = (
    Said("Mål", "Target"),
    Said("Indikator", "Indicator"),
    Said("Område", "Area"),
    Said("Utveckling", "Travel"),
    Said("Läge mot målet", "Reach"),
    Said("Nu", "Now"),
    Said("Målvärde", "Target value"),
    Said("Gap", "Gap"),
)
PLAIN_FORMS = {
    "at_least",
    "at_most",
    "hold",
    "corridor",
    "change",
    "pace",
    "budget",
    "all_at_least",
    "all_at_most",
}


def verdict_table(edition: Edition, *, language: Language) -> Table:
    """Return the largest gaps first, each answer with its word and its shape."""
    title = Said(
        f"{said(edition.strategy.strategy.title).sv}: uppföljning {edition.year} ({edition.method})",
        f"{said(edition.strategy.strategy.title).en}: follow-up {edition.year} ({edition.method})",
    )
    table = Table(title=title.to(language), title_justify="left", show_lines=False, pad_edge=False)
    for head in HEADS:
        table.add_column(head.to(language), overflow="fold")
    rows = {verdict.target: verdict for verdict in edition.verdicts}
    for target in edition.largest_gaps:
        verdict = rows[target]
        indicator = edition.strategy.indicator(verdict.indicator)
        table.add_row(
            verdict.target,
            said(indicator.title).to(language) + _invented(verdict).to(language),
            _place(verdict.area, language),
            _answer(verdict.travel, language),
            _answer(verdict.reach, language),
            _dated(verdict.value, verdict.value_year, verdict, indicator, language),
            _dated(verdict.threshold, verdict.target_year, verdict, indicator, language),
            _gap(verdict, indicator, language),
        )
    return table


def _invented(verdict: Verdict) -> Said:
    if any(note.kind is NoteKind.INVENTED for note in verdict.notes):
        return Said(" (påhittad serie)", " (invented series)")
    return Said("", "")


def _place(code: str, language: Language) -> str:
    return area(code).name.to(language)


def _answer(answer: Reach | Travel, language: Language) -> Text:
    return Text(f"{answer.shape} {answer.said.to(language)}", style=STYLES[answer])


def _shown(value: float, verdict: Verdict, indicator: Indicator, language: Language) -> str:
    decimals = indicator.decimals if indicator.decimals is not None else 1
    if verdict.form == "rank":
        return number(value, decimals=0, language=language)
    if verdict.form in {"better_than", "change_more_than"}:
        return number(value, decimals=2 if verdict.form == "change_more_than" else 1, language=language)
    sign = unit(indicator.unit).to(language) if indicator.unit in {"percent", "percent_free", "kr"} else ""
    return f"{number(value, decimals=decimals, language=language)} {sign}".strip()


def _dated(
    value: float | None, year: int | None, verdict: Verdict, indicator: Indicator, language: Language
) -> str:
    if value is None:
        return "–"
    shown = _shown(value, verdict, indicator, language)
    return f"{shown} ({year})" if year is not None else shown


def _gap(verdict: Verdict, indicator: Indicator, language: Language) -> str:
    """Return what stands between today and the target, in people where it can be; else why not judged."""
    if verdict.why_not is not None:
        why = verdict.why_not
        places = [_place(code, language) if code.isdigit() else code for code in why.areas]
        return why.reason.said(needs=why.needs, years=why.years, areas=places).to(language)
    if verdict.gap is None or verdict.reach is Reach.MET:
        return "–"
    shown = _shown(abs(verdict.gap.distance), verdict, indicator, language)
    people = verdict.gap.people
    if people is None or people.count is None:
        return shown
    counted = number(people.count, decimals=0, language=language)
    return f"{shown} = {counted} {unit(people.of).to(language)}"


def alarm_lines(
    document: StrategyDocument, revisions: Sequence[Revision], *, language: Language
) -> list[str]:
    """Return each alarm in a line, with the command that says yes to it."""
    return [f"  {_alarm(document, one).to(language)}" for one in revisions]


def _alarm(document: StrategyDocument, revision: Revision) -> Said:
    title = said(document.indicator(revision.indicator).title)
    shown = [one for one in revision.changes if one.large] or list(revision.changes)
    first, count = shown[0], len(revision.changes)
    sv = (
        f"larm {revision.alarm}: {title.sv} ({revision.indicator}), "
        f"{count} {'ändrad siffra' if count == 1 else 'ändrade siffror'}, {change_said(first).sv}"
        + "".join(f"; {flip.target}: {flip.was.said.sv} → {flip.now.said.sv}" for flip in revision.flips)
        + f'. Godkänn med: laget accept {revision.alarm} --by NAMN --reason "SKÄL"'
    )
    en = (
        f"alarm {revision.alarm}: {title.en} ({revision.indicator}), "
        f"{count} changed {'figure' if count == 1 else 'figures'}, {change_said(first).en}"
        + "".join(f"; {flip.target}: {flip.was.said.en} → {flip.now.said.en}" for flip in revision.flips)
        + f'. Accept it by: laget accept {revision.alarm} --by NAME --reason "REASON"'
    )
    return Said(sv=sv, en=en)


def revision_lines(
    document: StrategyDocument,
    revision: Revision,
    *,
    accepted: Mapping[str, Acceptance],
    language: Language,
) -> list[str]:
    """Return a revision in lines: the indicator, each changed cell and verdict, how its alarm stands."""
    title = said(document.indicator(revision.indicator).title).to(language)
    lines = [f"{title} ({revision.indicator}), {revision.before[:8]} → {revision.after[:8]}"]
    lines += [f"  {change_said(change).to(language)}" for change in revision.changes]
    lines += [
        f"  {flip.target}: {flip.was.said.to(language)} → {flip.now.said.to(language)}, "
        f"{flip.travel_was.said.to(language)} → {flip.travel_now.said.to(language)}"
        for flip in revision.flips
    ]
    if revision.alarm is not None and revision.alarm in accepted:
        yes = accepted[revision.alarm]
        told = Said(
            f"  larm {revision.alarm}, godkänt av {yes.by}: {yes.reason}",
            f"  alarm {revision.alarm}, accepted by {yes.by}: {yes.reason}",
        )
        lines.append(told.to(language))
    return lines


def change_said(change: Change) -> Said:
    """Return one changed cell: where, when, from what to what."""
    place, group = area(change.area), "" if change.group == "total" else f", {change.group}"

    def shown(value: float | None, language: Language) -> str:
        if value is None:
            return "–"
        text = f"{value:.12g}"
        return text.replace(".", ",") if language == "sv" else text

    return Said(
        sv=f"{place.name_sv}{group} {change.period}: {shown(change.old, 'sv')} → {shown(change.new, 'sv')}",
        en=f"{place.name_en}{group} {change.period}: {shown(change.old, 'en')} → {shown(change.new, 'en')}",
    )
