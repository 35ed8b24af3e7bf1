"""Verdicts and alarms as they are printed in a terminal."""

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from laget.core.areas import area
from laget.core.followup.edition import Edition
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.revision import Change, Flip, Revision
from laget.core.followup.verdict import NoteKind, PeopleReason, Verdict
from laget.core.strategy.document import Corridor, Indicator, StrategyDocument, Target, said
from laget.core.words.measure import Measure, measure, threshold_measure, whole_percent
from laget.core.words.numbers import number, unit
from laget.core.words.places import places
from laget.core.words.said import Language, Said
from laget.core.words.sentences import GRAMMARS
from laget.core.words.short import short_distance, short_level
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
    Said("Utveckling", "Travel"),
    Said("Läge mot målet", "Reach"),
    Said("Nu", "Now"),
    Said("Målvärde", "Target value"),
    Said("Gap", "Gap"),
    Said("Chans", "Chance"),
)
NARROW = 140  # columns of a terminal, below which a table of eight would break words
ONE_LINE = (HEADS[0], HEADS[2], HEADS[3], HEADS[7])
NOT_COUNTED = {
    PeopleReason.UNIT: Said("räknas inte i antal", "not counted in numbers"),
    PeopleReason.AGES_DIFFER: Said("inte i antal: olika åldrar", "not in numbers: ages differ"),
    PeopleReason.NO_COMMON_YEAR: Said(
        "inte i antal: inget år har båda siffrorna", "not in numbers: no year has both figures"
    ),
}


def verdict_table(edition: Edition, *, language: Language, width: int) -> Table:
    """Return the largest gaps first, each answer with its word and its shape.

    Where the terminal's `width` is too small for a column each, what belongs together shares one.
    """
    title = Said(
        f"{said(edition.strategy.strategy.title).sv}: uppföljning {edition.year} ({edition.method})",
        f"{said(edition.strategy.strategy.title).en}: follow-up {edition.year} ({edition.method})",
    )
    table = Table(title=title.to(language), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    heads = [head.to(language) for head in HEADS]
    if width >= NARROW:
        for head in HEADS:
            table.add_column(head.to(language), no_wrap=head in ONE_LINE, overflow="fold")
    else:
        table.add_column(", ".join(heads[:2]), ratio=1, overflow="fold")
        table.add_column("\n".join(heads[2:4]), no_wrap=True)
        table.add_column(", ".join(heads[4:]), ratio=1, overflow="fold")
    rows = {verdict.target: verdict for verdict in edition.verdicts}
    for target in edition.largest_gaps:
        verdict = rows[target]
        indicator = edition.strategy.indicator(verdict.indicator)
        aim = edition.strategy.target(verdict.target)
        measured = measure(aim, indicator)
        names = (verdict.target, _title(edition, verdict, indicator, language))
        answers = (_answer(verdict.travel, language), _answer(verdict.reach, language))
        numbers = (
            _now(verdict, measured, language),
            _wanted(verdict, aim, indicator, language),
            _gap(verdict, measured, language),
            _chance(verdict).to(language),
        )
        if width >= NARROW:
            table.add_row(*names, *answers, *numbers)
        else:
            told = [f"{head}: {one}" for head, one in zip(heads[4:], numbers, strict=True) if one != "–"]
            table.add_row("\n".join(names), Text("\n").join(answers), "\n".join(told))
            table.add_row()
    return table


def counts(edition: Edition) -> Said:
    """Return how many targets stand at each reach."""
    sv, en = [], []
    for reach in Reach:
        number_of = sum(verdict.reach is reach for verdict in edition.verdicts)
        sv.append(f"{reach.shape} {reach.said.sv} {number_of}")
        en.append(f"{reach.shape} {reach.said.en} {number_of}")
    total = len(edition.verdicts)
    return Said(sv=f"{total} mål: " + "  ".join(sv), en=f"{total} targets: " + "  ".join(en))


def sureness(edition: Edition) -> Said | None:
    """Return what the chances rest on and how many verdicts are unsure; None where nothing has a chance."""
    interval = next((one.interval for one in edition.verdicts if one.interval is not None), None)
    if interval is None:
        return None
    disagree = sum(one.methods_disagree for one in edition.verdicts)
    hair = sum(bool(one.hair) for one in edition.verdicts)
    return Said(
        f"Chansen att nå målet är räknad med {interval.method}; inom parentes hur ofta en sådan "
        f"framskrivning har hållit. Mål som metoderna är oense om: {disagree}; mål som hänger på ett "
        f"hårstrå: {hair} (methods_disagree och hair i verdicts.csv).",
        f"The chance of reaching the target is reckoned by {interval.method}; in brackets how often such a "
        f"projection has held. Targets that the methods disagree on: {disagree}; targets that hang on a "
        f"hair: {hair} (methods_disagree and hair in verdicts.csv).",
    )


def _chance(verdict: Verdict) -> Said:
    """Return the chance of reaching the target, never as certainty, and how often such projections held."""
    if verdict.chance is None:
        return Said("–", "–")
    percent, beyond = whole_percent(verdict.chance)
    shown = {-1: "< ", 0: "", 1: "> "}[beyond] + str(percent)
    hits = verdict.hit_rate
    if hits is None:
        return Said(f"{shown} %", f"{shown} %")
    return Said(f"{shown} % ({hits.held} av {hits.of})", f"{shown} % ({hits.held} of {hits.of})")


def _title(edition: Edition, verdict: Verdict, indicator: Indicator, language: Language) -> str:
    """Return what is measured, where if not in the county itself, and whether the series is invented."""
    title = said(indicator.title)
    shown = title.to(language)
    if verdict.area != edition.strategy.region.code:
        shown += f", {_place(verdict.area, language)}"
    if indicator.invented and "påhittad" not in title.sv:
        shown += Said(" (påhittad serie)", " (invented series)").to(language)
    return shown


def _place(code: str, language: Language) -> str:
    return area(code).name.to(language)


def _answer(answer: Reach | Travel, language: Language) -> Text:
    return Text(f"{answer.shape} {answer.said.to(language)}", style=STYLES[answer])


def _now(verdict: Verdict, measured: Measure, language: Language) -> str:
    """Return today's value, and whose it is where that is one municipality's of many."""
    whose = [note.areas for note in verdict.notes if note.kind is NoteKind.EXTREME]
    if verdict.value is None:
        return "–"
    shown = _dated(short_level(verdict.value, measure=measured, language=language), verdict.value_year)
    return "; ".join([shown, *(", ".join(_place(code, language) for code in areas) for areas in whose)])


def _dated(shown: str, year: int | None) -> str:
    return f"{shown} ({year})" if year is not None else shown


def _wanted(verdict: Verdict, target: Target, indicator: Indicator, language: Language) -> str:
    def wanted(value: float) -> str:
        how = threshold_measure(value, target=target, indicator=indicator)
        return short_level(value, measure=how, language=language)

    if isinstance(target, Corridor):
        return f"{wanted(target.low)} – {wanted(target.high)}"
    return "–" if verdict.threshold is None else _dated(wanted(verdict.threshold), verdict.target_year)


def _gap(verdict: Verdict, measured: Measure, language: Language) -> str:
    """Return what stands between today and the target, in people where it can be; else why not judged."""
    if verdict.why_not is not None:
        why = verdict.why_not
        named = [places(why.areas).to(language)] if why.areas else []
        named += [GRAMMARS[language].group(code) for code in why.groups]
        return why.reason.said(needs=why.needs, years=why.years, areas=named).to(language)
    if verdict.gap is None or verdict.reach is Reach.MET or verdict.gap.left == 0:
        return "–"
    shown = short_distance(abs(verdict.gap.distance), measure=measured, language=language)
    people = verdict.gap.people
    if people is None or (people.reason is None and people.population is None):
        return shown
    if people.count is None:
        return f"{shown}; {NOT_COUNTED[people.reason or PeopleReason.UNIT].to(language)}"
    counted = number(people.count, decimals=0, language=language)
    return f"{shown}; {counted} {unit(people.of).to(language)} ({people.year})"


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
        + "".join(f"; {_turn(flip).sv}" for flip in revision.flips)
        + f'. Godkänn med: laget accept {revision.alarm} --by NAMN --reason "SKÄL"'
    )
    en = (
        f"alarm {revision.alarm}: {title.en} ({revision.indicator}), "
        f"{count} changed {'figure' if count == 1 else 'figures'}, {change_said(first).en}"
        + "".join(f"; {_turn(flip).en}" for flip in revision.flips)
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
    lines += [f"  {_turn(flip).to(language)}" for flip in revision.flips]
    if revision.alarm is not None and revision.alarm in accepted:
        yes = accepted[revision.alarm]
        told = Said(
            f"  larm {revision.alarm}, godkänt av {yes.by}: {yes.reason}",
            f"  alarm {revision.alarm}, accepted by {yes.by}: {yes.reason}",
        )
        lines.append(told.to(language))
    return lines


def _turn(flip: Flip) -> Said:
    """Return which words of a verdict are others, and which they became."""
    turns = [
        (was.said, now.said)
        for was, now in ((flip.was, flip.now), (flip.travel_was, flip.travel_now))
        if was is not now
    ]
    return Said(
        sv=f"{flip.target}: " + ", ".join(f"{was.sv} → {now.sv}" for was, now in turns),
        en=f"{flip.target}: " + ", ".join(f"{was.en} → {now.en}" for was, now in turns),
    )


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
