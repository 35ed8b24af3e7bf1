"""The verdicts of an edition as a table for programs: one row for each target, judged or not."""

import csv
import io

from laget.core.areas import area
from laget.core.canonical import rounded
from laget.core.followup.edition import Edition
from laget.core.followup.explanation import Explanation
from laget.core.followup.verdict import People, Verdict
from laget.core.strategy.document import said
from laget.renders.cells import words_cell

COLUMNS = (
    "target", "element", "indicator", "indicator_title", "unit", "area", "area_name", "form",
    "reach", "reach_sv", "travel", "travel_sv", "travel_change", "travel_from",
    "method", "method_version", "class", "progress", "score", "projected",
    "value", "value_year", "threshold", "target_year", "base_year",
    "gap", "share_left", "required_pace", "actual_pace", "required_over_actual", "years_late",
    "gap_in", "gap_count", "gap_year", "gap_not_counted", "rank", "rank_year",
    "chance", "low", "high", "interval_year", "hit_rate", "hit_of", "chance_method",
    "methods_disagree", "hair",
    "reason", "travel_reason", "notes", "because", "because_alone", "reach_before", "travel_before",
    "invented",
)  # fmt: skip


def verdicts_csv(edition: Edition) -> bytes:
    """Return the verdicts as UTF-8 CSV: codes in English, the words of the screen in columns ending in _sv.

    Numbers have a decimal point and at most twelve significant digits; what there is none of is empty.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    explained = {one.target: one for one in edition.explanations}
    for verdict in edition.verdicts:
        writer.writerow(
            {
                name: _written(value)
                for name, value in _row(edition, verdict, explained.get(verdict.target)).items()
            }
        )
    return text.getvalue().encode()


def _row(edition: Edition, verdict: Verdict, why: Explanation | None) -> dict[str, object]:
    indicator = edition.strategy.indicator(verdict.indicator)
    gap = verdict.gap
    people = (gap and gap.people) or People()
    interval, hits = verdict.interval, verdict.hit_rate
    words = (f"{name}={reach.value}" for name, reach in verdict.methods.items())
    return {
        "target": verdict.target,
        "element": verdict.element,
        "indicator": verdict.indicator,
        "indicator_title": words_cell(said(indicator.title).sv),
        "unit": words_cell(indicator.unit),
        "area": verdict.area,
        "area_name": area(verdict.area).name_sv,
        "form": verdict.form,
        "reach": verdict.reach.value,
        "reach_sv": verdict.reach.said.sv,
        "travel": verdict.travel.value,
        "travel_sv": verdict.travel.said.sv,
        "travel_change": verdict.travel_change,
        "travel_from": verdict.travel_from,
        "method": verdict.method,
        "method_version": verdict.method_version,
        "class": verdict.class_,
        "progress": verdict.progress,
        "score": verdict.score,
        "projected": verdict.projected,
        "value": verdict.value,
        "value_year": verdict.value_year,
        "threshold": verdict.threshold,
        "target_year": verdict.target_year,
        "base_year": verdict.base_year,
        "gap": gap and gap.distance,
        "share_left": gap and gap.left,
        "required_pace": gap and gap.required,
        "actual_pace": gap and gap.actual,
        "required_over_actual": gap and gap.required_over_actual,
        "years_late": gap and gap.years_late,
        "gap_in": people.of,
        "gap_count": people.count,
        "gap_year": people.year,
        "gap_not_counted": people.reason.value if people.reason else None,
        "rank": verdict.rank and verdict.rank.place,
        "rank_year": verdict.rank and verdict.rank.year,
        "chance": verdict.chance,
        "low": interval and interval.low,
        "high": interval and interval.high,
        "interval_year": interval and interval.year,
        "hit_rate": hits and rounded(hits.share),
        "hit_of": hits and hits.of,
        "chance_method": interval and interval.method,
        "methods_disagree": " ".join(words) if verdict.methods_disagree else None,
        "hair": " ".join(hair.value for hair in verdict.hair),
        "reason": verdict.why_not.reason.value if verdict.why_not else None,
        "travel_reason": verdict.travel_why_not.reason.value if verdict.travel_why_not else None,
        "notes": " ".join(note.kind.value for note in verdict.notes),
        "because": words_cell("; ".join(verdict.because)),
        "because_alone": "; ".join(found.cause.value for found in why.causes if found.decisive)
        if why is not None
        else None,
        "reach_before": why and why.was and why.was.reach.value,
        "travel_before": why and why.was and why.was.travel.value,
        "invented": "yes" if indicator.invented else None,
    }


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
