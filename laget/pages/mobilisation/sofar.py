"""So it went: a mobilisation's gaps then and now, its initiatives and platforms, in a year; and sentences."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from laget.apps.accounts.models import Organisation
from laget.apps.accounts.permissions import Visitor
from laget.apps.followup.queries import editions_of, figures_of
from laget.apps.initiatives.models import Entry, Initiative, Milestone
from laget.apps.mobilisation.models import Deed, Mobilisation
from laget.apps.mobilisation.queries import answering, platforms_seen_by
from laget.core.followup.edition import Edition
from laget.core.followup.verdict import Verdict
from laget.core.initiatives import counted_together
from laget.core.words.covering import clause
from laget.core.words.milestones import milestones_told
from laget.core.words.numbers import number
from laget.core.words.said import LANGUAGES, Language, Refusal, Said
from laget.core.words.sentences import GRAMMARS
from laget.core.words.sincethen import Then, change_since, figures_since
from laget.core.words.text import Text, marked, marked_numbers
from laget.pages.initiatives.people import people_in
from laget.pages.initiatives.sums import Purse, Reach, purse, reaches
from laget.pages.mobilisation.sizes import Size, sizes_of
from laget.pages.published import published
from laget.pages.standing import Gap, Standing, standing_of

GAP = "target:"
NAMED = 3  # of what is counted, in a sentence to put in


@dataclass(frozen=True, slots=True)
class Since:
    """A gap among the grounds then and now: its figures in a sentence, and what became of it."""

    gap: Gap
    figures: Text
    figures_sv: Text
    change: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class SoFar:
    """How a mobilisation went up to a year; `then` is the year of the decision that it is told from.

    `reached` milestones of those that were `due` by the end of the year; `is_today` where the year has no
    published edition and the gaps stand as they are judged today.
    """

    year: int
    then: int
    is_today: bool
    gaps: tuple[Since, ...]
    sizes: tuple[Size, ...]
    initiatives: tuple[Initiative, ...]
    statuses: tuple[tuple[str | Promise, int], ...]
    reaches: tuple[Reach, ...]
    purse: Purse | None
    reached: int
    due: int
    late: tuple[Milestone, ...]
    counted: tuple[tuple[str, int], ...]
    lessons: tuple[Entry, ...]
    deeds: tuple[Deed, ...]

    @property
    def milestones(self) -> Said | None:
        """How many milestones are reached, None where none was due."""
        return Said(*(self._milestones(language).text for language in LANGUAGES)) if self.due else None

    def _milestones(self, language: Language) -> Text:
        return milestones_told(self.reached, due=self.due, year=self.year, language=language)

    @property
    def suggestions(self) -> list[tuple[str, str]]:
        """Sentences to put in a text: as they are read, and with their bindings. In Swedish."""
        return list(dict.fromkeys((one.text, one.source) for one in self._sentences()))

    def _sentences(self) -> Iterator[Text]:
        yield from (one.figures_sv for one in self.gaps)
        for size in self.sizes:
            told = (*size.larger, size.familiar)
            yield from (one.told.sv for one in told if not one.told.is_refused)
        is_one = len(self.initiatives) == 1
        for one in self.reaches:
            if one.sum is not None:
                where = "insatsen" if is_one else "insatserna"
                yield Text(f"Med i {where} {self.year} är {marked_numbers(clause(one.sum).sv)}.")
        if self.purse is not None:
            invented = " Beloppen är påhittade." if self.purse.has_invented else ""
            have = "Insatsen har" if is_one else "Insatserna har tillsammans"
            yield Text(f"{have} {_marked(self.purse.total)} kronor.{invented}")
        if self.milestones is not None:
            yield self._milestones("sv")
        if self.counted:
            listed = [f"{_marked(count)} {marked_numbers(what)}" for what, count in self.counted[:NAMED]]
            where = "insatsens logg" if is_one else "insatsernas loggar"
            yield Text(f"I {where} för {self.year} räknas {GRAMMARS['sv'].joined(listed)}.")


def _marked(count: int) -> str:
    return marked(number(count, decimals=0, language="sv"))


def so_far(mobilisation: Mobilisation, *, year: int, viewer: Visitor | None, language: Language) -> SoFar:
    """Return how a mobilisation went up to a year, as somebody may see it."""
    organisation = mobilisation.organisation
    then = mobilisation.decided_on.year if mobilisation.decided_on else mobilisation.first_year
    today = standing_of(organisation)
    was, now = _standing_in(organisation, then), _standing_in(organisation, year)
    standing = now or today
    targets = targets_of(mobilisation)
    end = date(year, 12, 31)
    rows = [one for one in answering(mobilisation, viewer=viewer) if one.starts is None or one.starts <= end]
    due = [one for row in rows for one in row.milestones.all() if one.due <= end]
    late = [one for one in due if one.reached is None or one.reached > end]
    entries = sorted(
        (one for row in rows for one in row.entries.all() if one.on.year == year),
        key=lambda one: (one.on, one.pk),
    )
    statuses = Counter(row.status for row in rows)
    seen = platforms_seen_by(organisation, viewer=viewer)
    return SoFar(
        year=year,
        then=then,
        is_today=now is None,
        gaps=tuple(_since(targets, was, standing, then=then, language=language)),
        sizes=tuple(sizes_of(standing, targets, language=language)) if standing is not None else (),
        initiatives=tuple(rows),
        statuses=tuple((status.label, statuses[status]) for status in Initiative.Status if statuses[status]),
        reaches=tuple(reaches(rows, year=year, people=people_in(today), county=organisation.area))
        if rows
        else (),
        purse=purse(rows),
        reached=len(due) - len(late),
        due=len(due),
        late=tuple(late),
        counted=tuple(counted_together((one.count, one.counted) for one in entries if one.count is not None)),
        lessons=tuple(one for one in entries if one.kind in {Entry.Kind.LESSON, Entry.Kind.OBSTACLE}),
        deeds=tuple(
            Deed.objects.filter(mobilisation=mobilisation, year=year, platform__in=seen).select_related(
                "platform"
            )
        ),
    )


def targets_of(mobilisation: Mobilisation) -> list[str]:
    """Return the ids of the targets whose gaps speak for a mobilisation."""
    return [
        one.address.removeprefix(GAP) for one in mobilisation.grounds.all() if one.address.startswith(GAP)
    ]


def _standing_in(organisation: Organisation, year: int) -> Standing | None:
    """Return what was judged in the latest edition of a year, None where none is published."""
    row = next((one for one in editions_of(organisation) if one.year == year), None)
    return published(row).standing if row is not None else None


def _since(
    targets: Sequence[str],
    was: Standing | None,
    standing: Standing | None,
    *,
    then: int,
    language: Language,
) -> Iterator[Since]:
    for target in targets:
        if standing is None or target not in standing.verdicts:
            continue
        gap = standing.gap(target, language=language)
        before = was.verdicts.get(target) if was is not None else None
        known = (
            Then(value=before.value, year=before.value_year, verdict=before)
            if before is not None
            else _first_after(standing.edition, gap.verdict, then)
        )
        sv, shown = (
            figures_since(
                known,
                gap.verdict,
                target=gap.target,
                indicator=gap.indicator,
                cells=standing.edition,
                language=spoken,
            )
            for spoken in ("sv", language)
        )
        change = change_since(known, gap.verdict, target=gap.target, indicator=gap.indicator)
        yield Since(gap, shown, sv, change)


def _first_after(edition: Edition, verdict: Verdict, year: int) -> Then:
    """Return the first figure of a year or after it, of a target whose own series is the indicator's."""
    nothing = Then(value=None, year=None)
    try:
        figures = figures_of(edition, edition.strategy.indicator(verdict.indicator))
    except Refusal:  # the store lacks them just now; the sentence says that there is none
        return nothing
    if figures is None:
        return nothing
    series = figures.series(verdict.indicator, area=verdict.area)
    if verdict.value_year is None or series.value_at(verdict.value_year) != verdict.value:
        return nothing
    years = [one for one in series.years if year <= one <= verdict.value_year]
    return Then(value=series.value_at(years[0]), year=years[0]) if years else nothing
