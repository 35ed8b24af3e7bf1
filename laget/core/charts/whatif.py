"""What would follow of an assumption, drawn: the figures hitherto, both paths ahead, and what is wanted."""

from dataclasses import replace

from laget.core.charts.chart import Chart, Kind
from laget.core.charts.describe import years_title
from laget.core.charts.picture import Expected, Line, Point, Role, Years
from laget.core.charts.spec.frame import Size
from laget.core.charts.spec.years import years_spec
from laget.core.charts.table import NOTHING, YEAR, Row, Table
from laget.core.followup.whatif import Assumption, Outlook, Step
from laget.core.words.said import Language, Said
from laget.core.words.short import short_level, short_range
from laget.core.words.whatif import assumed

OUTCOME = Said("utfall", "outcome")
HITHERTO = Said("som hittills", "as hitherto")
ASSUMED = Said("med antagandet", "with the assumption")
WITHIN = Said("80 fall av 100", "80 cases of 100")


def whatif_chart(
    picture: Years, outlook: Outlook, assumption: Assumption, *, sentence: str, language: Language
) -> Chart:
    """Return the chart of a picture's own line led on under an assumption, beside as hitherto.

    `sentence` is what would follow, in words. Nothing of it is a judgement.
    """
    own = picture.lines[0]
    clause = assumed(assumption, measure=picture.measure).to(language)
    shown = replace(
        picture,
        lines=(
            own,
            _ahead(own, outlook.hitherto, name=HITHERTO.to(language)),
            _ahead(own, outlook.assumed, name=ASSUMED.to(language)),
        ),
        expected=_expected(outlook.assumed),
    )
    only = replace(picture, lines=(own,), expected=None, aims=())
    title = f"{years_title(only, language)}, {clause}"
    wide, narrow = (years_spec(shown, size=size, language=language) for size in Size)
    kind = Said(
        f"Linjediagram: figurens heldragna linje är utfallet, skuggan vart den leds {clause}, den streckade "
        "linjen vart den leds som hittills.",
        f"Line chart: the solid line is the outcome, the shade where it is led {clause}, the dashed line "
        "where it is led as hitherto.",
    )
    return Chart(
        kind=Kind.YEARS,
        language=language,
        title=title,
        sentence=sentence,
        description=f"{kind.to(language)} {sentence}",
        table=_table(shown, outlook, caption=title, language=language),
        wide=wide,
        narrow=narrow,
    )


def _ahead(own: Line, steps: tuple[Step, ...], *, name: str) -> Line:
    points = [Point(own.last.year, own.last.value), *(Point(step.year, step.value) for step in steps)]
    return Line(name=name, role=Role.OTHER, points=tuple(points))


def _expected(steps: tuple[Step, ...]) -> Expected:
    *through, last = steps
    return Expected(
        year=last.year,
        middle=last.value,
        low=last.low,
        high=last.high,
        through=tuple((step.year, step.value, step.low, step.high) for step in through),
    )


def _table(picture: Years, outlook: Outlook, *, caption: str, language: Language) -> Table:
    measure = picture.measure

    def level(value: float) -> str:
        return short_level(value, measure=measure, language=language)

    def within(one: Step) -> str:
        return short_range(one.low, one.high, measure=measure, language=language, between="–")

    own = picture.lines[0]
    rows = [
        Row(str(point.year), (level(point.value), NOTHING, NOTHING, NOTHING), year=point.year)
        for point in own.points
    ]
    rows += [
        Row(
            str(one.year),
            (NOTHING, level(other.value), level(one.value), within(one)),
        )
        for one, other in zip(outlook.assumed, outlook.hitherto, strict=True)
    ]
    heads = (YEAR, OUTCOME, HITHERTO, ASSUMED, WITHIN)
    columns = tuple(head.to(language)[:1].upper() + head.to(language)[1:] for head in heads)
    return Table(caption, columns, tuple(rows))
