"""Where an organisation stands today, as pages show it: its judgement, told and drawn."""

from dataclasses import dataclass
from functools import cached_property

from laget.apps.accounts.models import Organisation
from laget.apps.followup.models import Judgement
from laget.apps.followup.queries import document_of, judgement_today
from laget.core.charts.rail import Rail, rail
from laget.core.followup.edition import Edition
from laget.core.followup.reach import Reach
from laget.core.followup.verdict import Verdict
from laget.core.strategy import document as doc
from laget.core.words.said import Language
from laget.core.words.sentences import Telling, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One target's gap: its verdict, target and indicator, drawn and told."""

    verdict: Verdict
    target: doc.Target
    element: doc.Element
    indicator: doc.Indicator
    rail: Rail
    telling: Telling


@dataclass(frozen=True)
class Standing:
    """What is judged of an organisation's strategy in force."""

    judgement: Judgement
    edition: Edition

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """Each target's verdict by the target's id."""
        return {verdict.target: verdict for verdict in self.edition.verdicts}

    def gaps(self, language: Language) -> list[Gap]:
        """Return every target's gap, largest first, with what cannot be judged last."""
        return [self.gap(target, language) for target in self.edition.largest_gaps]

    def gap(self, target_id: str, language: Language) -> Gap:
        """Return one target's gap, drawn and told."""
        verdict, document = self.verdicts[target_id], self.edition.strategy
        target, indicator = document.target(target_id), document.indicator(verdict.indicator)
        touch = self.edition.touches.get(target_id)
        return Gap(
            verdict=verdict,
            target=target,
            element=document.element(target.element),
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
        )

    @property
    def judged(self) -> int:
        """How many targets there are a verdict of."""
        return sum(verdict.reach is not Reach.NOT_JUDGED for verdict in self.edition.verdicts)


def standing_of(organisation: Organisation) -> Standing | None:
    """Return where an organisation stands today, None where nothing has been judged."""
    judgement = judgement_today(organisation)
    return Standing(judgement, document_of(judgement)) if judgement is not None else None
