"""The living style page: every component in its states, every colour with its contrast."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from laget.core.charts.rail import Rail, rail
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Gap, Verdict
from laget.core.strategy.document import AtLeast, Direction, Indicator
from laget.ui.templatetags.laget import language
from laget.ui.tokens import PAIRS, THEMES, Pair, Theme, contrast

INDICATOR = Indicator.model_validate(
    {
        "id": "exempel",
        "title": {"sv": "Exempel", "en": "Example"},
        "unit": "percent",
        "better": "higher",
        "source": {"publisher": "kolada", "kpi": "N00000"},
        "invented": True,
    }
)
AIM = {"id": "t", "element": "e", "indicator": "exempel"}
LEVEL = AtLeast.model_validate({**AIM, "form": "at_least", "value": 50, "year": 2030})
SCREENS: tuple[Theme, ...] = ("light", "dark")
WAY = Direction.model_validate({**AIM, "form": "direction", "way": "up"})


@dataclass(frozen=True, slots=True)
class State:
    """A state of the rail: what it is called, its figures, and how they are drawn."""

    name: str
    rail: Rail
    sentence: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """A pair of colours with its contrast in a theme."""

    pair: Pair
    theme: str
    front: str
    ground: str
    is_kept: bool
    shown: str


# What each state is called, and its reach, value, base, yearly change and threshold; invented figures.
STATES: tuple[tuple[str, Reach, float | None, float | None, float, float | None], ...] = (
    (_("Too slow"), Reach.TOO_SLOW, 43.4, 35.5, 0.5, 50.0),
    (_("On track"), Reach.ON_TRACK, 46.0, 35.5, 0.6, 50.0),
    (_("Close to the target"), Reach.TOO_SLOW, 49.6, 35.5, 0.02, 50.0),
    (_("No progress yet"), Reach.TOO_SLOW, 35.6, 35.5, 0.05, 50.0),
    (_("The wrong way"), Reach.WRONG_WAY, 33.0, 35.5, -0.4, 50.0),
    (_("The wrong way after a good start"), Reach.WRONG_WAY, 44.0, 35.5, -0.4, 50.0),
    (_("Met"), Reach.MET, 51.2, 35.5, 0.6, 50.0),
    (_("Without a first figure"), Reach.TOO_SLOW, 43.4, None, 0.3, 50.0),
    (_("Cannot be judged"), Reach.NOT_JUDGED, None, None, 0.0, 50.0),
    (_("Only a direction"), Reach.ON_TRACK, 43.4, None, 0.5, None),
    (_("Only a direction, the wrong way"), Reach.WRONG_WAY, 43.4, None, -0.5, None),
)


def style(request: HttpRequest) -> HttpResponse:
    """Show every component in its states, and every colour with its contrast."""
    context = {
        "states": [_state(*state) for state in STATES],
        "reaches": list(Reach),
        "travels": list(Travel),
        "tally": [(reach, count) for reach, count in zip(Reach, (4, 17, 10, 1, 0), strict=True)],
        "contrasts": [_contrast(pair, theme) for theme in SCREENS for pair in PAIRS],
    }
    return render(request, "pages/style.html", context)


def _state(
    name: str, reach: Reach, value: float | None, base: float | None, pace: float, goal: float | None
) -> State:
    target: AtLeast | Direction = LEVEL if goal is not None else WAY
    verdict = Verdict.model_validate(
        {
            **{key: AIM[key] for key in ("element", "indicator")},
            "target": AIM["id"],
            "area": "00",
            "form": "at_least" if goal is not None else "direction",
            "travel": Travel.WORSENING if pace < 0 else Travel.IMPROVING,
            "travel_change": 5 * pace,
            "travel_from": 2017,
            "reach": reach,
            "method": "destatis",
            "method_version": 1,
            "value": value,
            "value_year": 2022 if value is not None else None,
            "threshold": goal,
            "target_year": 2030 if goal is not None else None,
            "gap": Gap(
                distance=(goal or 0) - (value or 0),
                base_year=2010 if base is not None else None,
                base_value=base,
                actual=pace,
            ),
        }
    )
    drawn = rail(verdict, target=target, indicator=INDICATOR, language=language())
    labels = [mark.label for mark in (drawn.start, drawn.now, drawn.pace, drawn.flag) if mark is not None]
    return State(gettext(name), drawn, f"{gettext(name)}: {', '.join(labels)}")


def _contrast(pair: Pair, theme: Theme) -> Contrast:
    front, ground = THEMES[theme][pair.front], THEMES[theme][pair.ground]
    found = contrast(front, ground)
    return Contrast(pair, theme, front, ground, found >= pair.least, f"{found:.1f}")
