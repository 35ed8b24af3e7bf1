"""How a target would be judged on today's figures, before it is kept."""

from dataclasses import dataclass
from pathlib import Path

from laget.apps.accounts.models import Organisation
from laget.apps.followup.actions.judgements import METHOD
from laget.apps.followup.queries import judgement_today
from laget.core.charts.rail import Rail, rail
from laget.core.followup.cells import Cells, cells_of, value_in
from laget.core.followup.edition import ended
from laget.core.followup.figures import figures
from laget.core.followup.judge import judge
from laget.core.followup.verdict import Verdict
from laget.core.series import TOTAL
from laget.core.strategy.consistency import consistency_faults
from laget.core.strategy.document import StrategyDocument, Target
from laget.core.strategy.faults import Fault
from laget.core.words.said import Language
from laget.core.words.sentences import Telling, tell
from laget.data.figures import NotFetched, NothingToJudge, basis_of, last_year, store_at


@dataclass(frozen=True, slots=True)
class _Carried:
    """The figures that may be named beside a verdict."""

    cells: Cells

    def value(self, indicator: str, *, area: str, period: str, group: str = TOTAL) -> float | None:
        """Return a figure, None where there is none."""
        return value_in(self.cells, indicator, area=area, period=period, group=group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """One target judged: its verdict drawn and told, or what stops it; neither where there are no figures."""

    faults: tuple[Fault, ...] = ()
    verdict: Verdict | None = None
    rail: Rail | None = None
    telling: Telling | None = None


def preview(
    organisation: Organisation, document: StrategyDocument, target: Target, *, store: Path, language: Language
) -> Preview:
    """Return how `target`, which `document` has, is judged on the latest figures in `store`."""
    indicator = document.indicator(target.indicator)
    needed = {indicator.id, indicator.people}
    alone = document.model_copy(
        update={
            "targets": (target,),
            "indicators": tuple(one for one in document.indicators if one.id in needed),
        }
    )
    faults = tuple(fault for fault in consistency_faults(alone) if fault.path[0] == "targets")
    if any(fault.severity == "fault" for fault in faults):
        return Preview(faults=faults)
    judged = judgement_today(organisation)
    try:
        basis = basis_of(store_at(store), alone)
        year = max(last_year(basis), judged.year if judged is not None else 0)
    except (NotFetched, NothingToJudge):
        return Preview(faults=faults)
    seen = figures(alone, basis.tables)
    verdict = judge(alone, seen, year=year, method=METHOD, ended=ended(basis.used))[0]
    return Preview(
        faults=faults,
        verdict=verdict,
        rail=rail(verdict, target=target, indicator=indicator, language=language),
        telling=tell(
            verdict,
            target=target,
            indicator=indicator,
            cells=_Carried(cells_of(alone, seen, (verdict,), year=year)),
            language=language,
        ),
    )
