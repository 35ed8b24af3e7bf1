"""Where an organisation stands today, as pages show it: its judgement, told and drawn."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from laget.apps.accounts.models import Organisation
from laget.apps.followup import models
from laget.apps.followup.queries import document_of, judgement_today
from laget.core.charts.rail import Rail, rail
from laget.core.followup.account import Nearness
from laget.core.followup.edition import Edition
from laget.core.followup.explanation import Explanation
from laget.core.followup.reach import Reach
from laget.core.followup.verdict import Verdict
from laget.core.strategy import document as doc
from laget.core.strategy.tree import leading, targets_of, under
from laget.core.words.explaining import explained
from laget.core.words.gaps import GapNumbers, gap_numbers
from laget.core.words.said import Language, Said
from laget.core.words.sentences import Telling, tell
from laget.core.words.summary import summary

KEPT = 64  # judgements that a process keeps, told and drawn
STANDINGS: dict[int, "Standing"] = {}
Tally = tuple[tuple[Reach, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One target's gap: its verdict, target and indicator, drawn, told and in numbers.

    `above` are the elements that the target's element lies within or serves; `explained` says why the verdict
    is another than in the latest edition.
    """

    verdict: Verdict
    target: doc.Target
    element: doc.Element
    above: tuple[doc.Element, ...]
    indicator: doc.Indicator
    rail: Rail
    telling: Telling
    numbers: GapNumbers
    explained: Said | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One goal with how its targets stand, and where people find it to be, if they have said."""

    element: doc.Element
    level: Said
    tally: Tally
    total: int
    nearness: Nearness | None


@dataclass(frozen=True)
class Standing:
    """What is judged of an organisation's strategy in force, or what was in a published edition."""

    judgement: models.Judgement | models.Edition
    edition: Edition
    _told: dict[tuple[str, Language], Gap] = field(default_factory=dict, repr=False, compare=False)

    @property
    def updated(self) -> datetime:
        """When it was judged or published."""
        row = self.judgement
        return row.published_at if isinstance(row, models.Edition) else row.at

    @property
    def document(self) -> doc.StrategyDocument:
        """The strategy that is judged."""
        return self.edition.strategy

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """Each target's verdict by the target's id."""
        return {verdict.target: verdict for verdict in self.edition.verdicts}

    @cached_property
    def explanations(self) -> dict[str, Explanation]:
        """Why a verdict is another than in the latest edition, by the target's id."""
        return {one.target: one for one in self.edition.explanations}

    @property
    def tally(self) -> Tally:
        """How many targets stand at each reach."""
        return tally(self.edition.verdicts)

    @property
    def summary(self) -> Said:
        """How many targets stand where, in a sentence or two."""
        return summary(dict(self.tally))

    def goals(self, *, written: Edition | None = None) -> list[Goal]:
        """Return the goals, or what leads the strategy, each with how the targets that lead to it stand.

        `written` is the edition whose appraisals are shown beside them.
        """
        found = []
        for element in leading(self.document):
            targets = targets_of(self.document, under(self.document, element.id))
            verdicts = [self.verdicts[target.id] for target in targets]
            found.append(
                Goal(
                    element=element,
                    level=self.document.level_title(element.level),
                    tally=tally(verdicts),
                    total=len(verdicts),
                    nearness=_nearness(written, element.id),
                )
            )
        return found

    def gaps(self, targets: Iterable[str], *, language: Language) -> list[Gap]:
        """Return the gaps of these targets, in their order."""
        return [self.gap(target, language=language) for target in targets]

    def gap(self, target_id: str, *, language: Language) -> Gap:
        """Return one target's gap, drawn and told; each is made once."""
        known = self._told.get((target_id, language))
        if known is None:
            known = self._told[target_id, language] = self._gap(target_id, language=language)
        return known

    def _gap(self, target_id: str, *, language: Language) -> Gap:
        verdict, document = self.verdicts[target_id], self.document
        target, indicator = document.target(target_id), document.indicator(verdict.indicator)
        element = document.element(target.element)
        above = (*((element.within,) if element.within is not None else ()), *element.serves)
        touch = self.edition.touches.get(target_id)
        change = self.explanations.get(target_id)
        return Gap(
            verdict=verdict,
            target=target,
            element=element,
            above=tuple(document.element(one) for one in above),
            indicator=indicator,
            rail=rail(verdict, target=target, indicator=indicator, language=language),
            telling=tell(
                verdict,
                target=target,
                indicator=indicator,
                cells=self.edition,
                language=language,
                equivalent=touch.familiar.said if touch is not None and touch.familiar is not None else None,
            ),
            numbers=gap_numbers(verdict, target=target, indicator=indicator, language=language),
            explained=explained(change)
            if change is not None and None not in (change.was, change.now)
            else None,
        )


def tally(verdicts: Iterable[Verdict]) -> Tally:
    """Return how many verdicts stand at each reach, best first."""
    counted = Counter(verdict.reach for verdict in verdicts)
    return tuple((reach, counted[reach]) for reach in Reach)


def _nearness(written: Edition | None, element: str) -> Nearness | None:
    """Return where people found an element to be in an edition, None where they have not said."""
    account = written.accounts.get(element) if written is not None else None
    found = account.appraisal.nearness if account is not None else Nearness.NOT_JUDGED
    return None if found is Nearness.NOT_JUDGED else found


def standing_of(organisation: Organisation) -> Standing | None:
    """Return where an organisation stands today, None where nothing has been judged."""
    judgement = judgement_today(organisation)
    if judgement is None:
        return None
    known = STANDINGS.get(judgement.pk)
    if known is None or known.judgement.hash != judgement.hash:
        while len(STANDINGS) >= KEPT:
            STANDINGS.pop(next(iter(STANDINGS)), None)
        known = STANDINGS[judgement.pk] = Standing(judgement, document_of(judgement))
    return known
