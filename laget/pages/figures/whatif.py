"""What if: what an address asks of an indicator's figures, and the answer as a page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, copysign
from urllib.parse import urlencode

from django import forms
from django.utils.formats import localize
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from laget.core.areas import area
from laget.core.charts.chart import Chart
from laget.core.charts.reading import Seen, aims_of, years_of
from laget.core.charts.whatif import whatif_chart
from laget.core.followup.edition import Edition
from laget.core.followup.verdict import Verdict
from laget.core.followup.whatif import FARTHEST, Assumption, Question, Wanted, outlook, pace_needed
from laget.core.series import Figures, Series
from laget.core.strategy import document as doc
from laget.core.units import unit
from laget.core.words.decided import Decided, decided
from laget.core.words.language import Quantity
from laget.core.words.measure import Measure, apart, way_of
from laget.core.words.numbers import MINUS
from laget.core.words.said import Language, Refusal, Said
from laget.core.words.sentences import GRAMMARS
from laget.core.words.text import Text
from laget.core.words.whatif import followed, shown_decimals
from laget.renders.draw import draw, drawings
from laget.ui.templatetags.laget import language, told

MOST = 1e9  # units that a pace or a level is asked about
MADE = 32  # drawings that a process holds ready
WITHOUT_YEAR = 5  # years ahead that are shown where the target has no year


class NotReckoned(Refusal):
    """What is asked for cannot be reckoned on this indicator."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about: a series of one area, and the target it is held against, where it has one."""

    indicator: doc.Indicator
    area: str
    series: Series
    target: doc.Target | None
    verdict: Verdict | None
    decided: Decided | None

    @property
    def wanted(self) -> Wanted | None:
        """What the target wants of the series; None where there is no target."""
        target, verdict = self.target, self.verdict
        match target:
            case doc.AtLeast():
                return Wanted(low=target.value, year=target.year)
            case doc.AtMost():
                return Wanted(high=target.value, year=target.year)
            case doc.Corridor():
                return Wanted(low=target.low, high=target.high)
            case doc.Hold() | doc.Change() | doc.Pace() if verdict is not None:
                return _of_threshold(target, verdict, self.indicator)
        return None

    @property
    def until(self) -> int:
        """The last year that is shown: the target's, else some years ahead."""
        last = self.series.years[-1]
        wanted = self.wanted
        ahead = wanted.year if wanted is not None and wanted.year is not None else 0
        return min(max(ahead, last + WITHOUT_YEAR), last + FARTHEST)


@dataclass(frozen=True, slots=True)
class Answer:
    """What would follow: in sentences, and drawn."""

    sentences: tuple[Said, ...]
    chart: Chart


def _with_minus(asked: Mapping[str, str]) -> dict[str, str]:
    """Return a question with a keyboard's minus where it has that of print, as the pages write it."""
    return {name: value.replace(MINUS, "-") if name == "med" else value for name, value in asked.items()}


class QuestionForm(forms.Form):
    """What is assumed: which question, by how much, from which year."""

    mal = forms.ChoiceField(label=_("Which target"), required=False)
    fraga = forms.ChoiceField(
        label=_("What if"),
        widget=forms.RadioSelect,
        choices=[
            (Question.PACE.value, _("the pace is another from now on")),
            (Question.BREAK.value, _("the pace turns in a year to come")),
            (Question.LEVEL.value, _("the level changes at once in a year to come")),
        ],
    )
    med = forms.FloatField(label=_("By how much"), localize=True, min_value=-MOST, max_value=MOST)
    ar = forms.IntegerField(label=_("From which year"), required=False)

    def __init__(self, data: Mapping[str, str], *, subjects: list[Subject], chosen: Subject) -> None:
        super().__init__(_with_minus(data))
        last = chosen.series.years[-1]
        self.last = last
        target, by = self.fields["mal"], self.fields["med"]
        if len(subjects) > 1 and isinstance(target, forms.ChoiceField):
            target.choices = [(one.target.id, _called(one)) for one in subjects if one.target is not None]
        else:
            del self.fields["mal"]
        by.help_text = gettext("In %(unit)s, with a minus for less; a year for a pace.") % {
            "unit": _unit(chosen.indicator)
        }
        self.fields["ar"].help_text = gettext("%(first)s–%(last)s; not needed for a pace from now on.") % {
            "first": last + 1,
            "last": last + FARTHEST,
        }

    def clean_ar(self) -> int:
        """Return the year; the first one ahead where none is given."""
        year = self.cleaned_data.get("ar")
        if year is None:
            return self.last + 1
        if not self.last < year <= self.last + FARTHEST:
            raise forms.ValidationError(
                gettext("Give a year from %(first)s to %(last)s.")
                % {"first": self.last + 1, "last": self.last + FARTHEST}
            )
        return int(year)

    @property
    def asked(self) -> str:
        """The question as an address says it."""
        known = {name: str(value) for name, value in self.cleaned_data.items() if value not in (None, "")}
        return urlencode(known)

    @property
    def assumption(self) -> Assumption:
        """What is assumed, of a form that is sound."""
        found = self.cleaned_data
        return Assumption(question=Question(found["fraga"]), by=found["med"], year=found["ar"])


def subjects_of(edition: Edition, figures: Figures, indicator: doc.Indicator) -> list[Subject]:
    """Return what can be asked of an indicator: each target that a level of its own meets, else the county.

    Raises NotReckoned where there is no series of years to lead on.
    """
    document = edition.strategy
    verdicts = {one.target: one for one in edition.verdicts}
    found = [
        Subject(
            indicator,
            document.area_of(target),
            _series(figures, indicator, document.area_of(target)),
            target,
            verdicts.get(target.id),
            decided(target, document),
        )
        for target in document.targets
        if target.indicator == indicator.id
    ]
    found = [one for one in found if len(one.series) and one.wanted is not None]
    if found:
        return found
    areas = figures.areas(indicator.id)
    code = next((one for one in (document.region.code, *areas) if one in areas), None)
    series = _series(figures, indicator, code) if code is not None else None
    if code is None or series is None or not len(series):
        raise NotReckoned(
            Said("Det finns inga årssiffror att räkna på.", "There are no yearly figures to reckon on.")
        )
    return [Subject(indicator, code, series, None, None, None)]


def suggested(subject: Subject) -> dict[str, str]:
    """Return the question that is asked where none is: the pace that the target takes, else standing still.

    The pace is rounded upward, away from nought, so that it does take one to the target.
    """
    wanted, indicator = subject.wanted, subject.indicator
    pace = (pace_needed(subject.series, wanted) if wanted is not None else None) or 0.0
    steps = 10 ** shown_decimals(pace, Measure(indicator.unit, indicator.shown_decimals))
    by = copysign(ceil(round(abs(pace) * steps, 6)) / steps, pace) if pace else 0.0
    return {"fraga": Question.PACE.value, "med": localize(by)}


def answered(figures: Figures, subject: Subject, assumption: Assumption, *, spoken: Language) -> Answer:
    """Return what would follow of an assumption; raises NotAsked for a question that has no answer."""
    indicator, wanted = subject.indicator, subject.wanted
    found = outlook(
        subject.series, assumption, wanted=wanted, until=subject.until, measured=unit(indicator.unit)
    )
    measure = Measure(indicator.unit, indicator.shown_decimals)
    sentences = followed(found, assumption, wanted=wanted, measure=measure)
    seen = Seen(area=area(subject.area))
    judged = [(subject.target, subject.verdict)] if subject.target and subject.verdict else []
    picture = years_of(figures, indicator, seen=seen, judged=[], language=spoken)
    assert picture is not None  # noqa: S101 - a subject has figures
    chart = whatif_chart(
        replace(picture, lines=picture.lines[:1], aims=aims_of(judged, place=picture.place)),
        found,
        assumption,
        sentence=" ".join(one.to(spoken) for one in sentences),
        language=spoken,
    )
    return Answer(sentences, chart)


def sizes_of(chart: Chart) -> dict[str, int]:
    """Return the size in pixels that a page must leave a chart's drawings."""
    found = drawings(chart)
    names = ("width", "height", "narrow_width", "narrow_height")
    return {name: getattr(found, name) for name in names}


def drawing_of(chart: Chart, *, is_wide: bool, is_dark: bool) -> bytes:
    """Return a chart as SVG; it is drawn for whoever asks and kept nowhere, since anything may be asked."""
    found = drawings(chart)
    pair = (found.wide, found.wide_dark) if is_wide else (found.narrow, found.narrow_dark)
    return _drawn(pair[is_dark].data)


@lru_cache(maxsize=MADE)
def _drawn(data: bytes) -> bytes:
    return draw(data)


def _series(figures: Figures, indicator: doc.Indicator, code: str) -> Series:
    return figures.series(indicator.id, area=code).after_break(indicator.breaks)


def _of_threshold(target: doc.Target, verdict: Verdict, indicator: doc.Indicator) -> Wanted | None:
    if verdict.threshold is None:
        return None
    if way_of(target, indicator, value=None) > 0:
        return Wanted(low=verdict.threshold, year=verdict.target_year)
    return Wanted(high=verdict.threshold, year=verdict.target_year)


def _unit(indicator: doc.Indicator) -> str:
    """Return what a change is counted in, as a sentence says it: "procentenheter"."""
    grammar = GRAMMARS[language()]
    return Text(grammar.apart(Quantity("2", apart(indicator.unit), one=False))).text.removeprefix("2").strip()


def _called(subject: Subject) -> str:
    one = subject.decided
    return f"{told(one.place)}: {told(one.aim)}" if one is not None else ""
