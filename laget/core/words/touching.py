"""Who a gap touches, in words: something familiar, municipalities, groups, burdens and composition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

from laget.core.areas import area
from laget.core.followup.burden import Burden, Side
from laget.core.followup.contribution import Contribution, Share
from laget.core.followup.disparity import Disparity
from laget.core.followup.touch import Composition, Familiar, Touch
from laget.core.followup.verdict import Verdict
from laget.core.series import TOTAL
from laget.core.strategy.document import Indicator
from laget.core.words.binding import Cells
from laget.core.words.case import digits
from laget.core.words.measure import apart, decimals_of
from laget.core.words.numbers import number, unit
from laget.core.words.said import Language, Said
from laget.core.words.sentences import GRAMMARS
from laget.core.words.text import Text, bound, marked, marked_numbers

LARGEST = 3  # municipalities that are named


def touching(
    found: Touch, *, verdict: Verdict, indicator: Indicator, cells: Cells, language: Language
) -> tuple[Text, ...]:
    """Return a clause for each thing that is known of whom a gap touches, without capital and full stop.

    A figure that `cells` hold is bound to it; a number that was worked out here is marked.
    """
    teller = _Teller(verdict, indicator, cells, language)
    clauses = [
        *teller.familiar(found.familiar),
        *teller.largest(found.contribution),
        *(clause for one in found.groups for clause in teller.groups(one)),
        *(teller.burden(one) for one in found.burdens),
        *(teller.composition(one) for one in found.composition),
    ]
    if clauses and indicator.invented:
        clauses.append(Said("påhittad serie", "invented series").to(language))
    return tuple(Text(clause) for clause in clauses)


@dataclass(frozen=True, slots=True)
class _Teller:
    """What every clause about one verdict is told of, and the language it is told in."""

    verdict: Verdict
    indicator: Indicator
    cells: Cells
    language: Language

    def familiar(self, like: Familiar | None) -> Iterator[str]:
        """Yield the gap in numbers, as something familiar, with the size and where it stands."""
        people = self.verdict.gap.people if self.verdict.gap is not None else None
        if like is None or people is None or people.count is None:
            return
        count = bound(f"{self.verdict.target}.people", self._written(people.count))
        told = marked_numbers(like.said.to(self.language))
        size, source = (
            marked(self._written(like.size, decimals=decimals_of(like.size))),
            marked_numbers(like.source),
        )
        of, each = unit(people.of).to(self.language), unit(like.of).to(self.language)
        yield self._said(
            f"{count} {of}, {told} (à {size} {each}, {source})",
            f"{count} {of}, {told} (of {size} {each} each, {source})",
        )

    def largest(self, found: Contribution | None) -> Iterator[str]:
        """Yield the municipalities with the largest parts of the gap, and what remains."""
        if found is None or not found.parts or found.remainder_share is None:
            return
        largest = self._listed([one for one in found.parts if one.share > 0][:LARGEST])
        smaller = self._listed([one for one in found.parts if one.share < 0])
        yield self._said(
            f"största delarna av gapet {found.year} är {largest}",
            f"the largest parts of the gap in {found.year} are {largest}",
        )
        if smaller:
            yield self._said(f"mindre blir det av {smaller}", f"made smaller by {smaller}")
        remains = self._percent(found.remainder_share)
        yield self._said(f"återstår {remains}", f"remains {remains}")

    def groups(self, found: Disparity) -> Iterator[str]:
        """Yield two groups beside each other, with their difference and, where there is one, their ratio."""
        if found.value_a is None or found.value_b is None or found.difference is None:
            return
        grammar = GRAMMARS[self.language]
        values = " – ".join(
            f"{marked_numbers(grammar.group(group))} {self._figure(value, group=group, year=found.year)}"
            for group, value in ((found.a, found.value_a), (found.b, found.value_b))
        )
        apart = self._apart(found.difference)
        clause = self._said(
            f"{values} ({found.year}): skillnad {apart}", f"{values} ({found.year}): difference {apart}"
        )
        if found.ratio is not None:
            ratio = marked(self._written(found.ratio, decimals=1))
            clause += self._said(f", kvot {ratio}", f", ratio {ratio}")
        yield clause

    def burden(self, found: Burden) -> str:
        """Return how many times larger one burden is for its population, or why that is not said."""
        times, a, b = found.times.times, found.a, found.b
        if times is None or a.burden is None:
            return self._refused(found)
        noun = self._noun(a.burden, is_balance=found.is_balance)
        here, there = self._where(a, b)
        relation = self._said(
            ", satt i relation till andelen av befolkningen", ", in relation to share of the population"
        )
        head = self._said(f"{noun} {found.year} är", f"the {noun} in {found.year} is")
        shown = marked(self._times(times))
        if self._times(times) == self._times(1.0):
            body = self._said(f"ungefär lika stort {here} som {there}", f"about as large {here} as {there}")
        elif times > 1:
            body = self._said(
                f"{shown} gånger större {here} än {there}", f"{shown} times larger {here} than {there}"
            )
        else:
            body = self._said(
                f"mindre {here} än {there}, {shown} gånger så stort",
                f"smaller {here} than {there}, {shown} times as large",
            )
        return f"{head} {body}{relation}"

    def composition(self, found: Composition) -> str:
        """Return the difference from the country as what the groups' sizes and their own figures make up."""
        split, grammar = found.split, GRAMMARS[self.language]
        decimals = self.indicator.shown_decimals
        parts = digits(split.composition, decimals) + digits(split.rate, decimals)
        about = parts != digits(split.difference, decimals)
        roughly = self._said("ungefär ", "about ") if about else ""
        whole, size, own = (self._apart(one) for one in (split.difference, split.composition, split.rate))
        groups = grammar.joined([marked_numbers(grammar.group(one)) for one in found.groups])
        return self._said(
            f"skillnaden mot riket {found.year} är {whole}, varav {roughly}{size} av gruppernas storlek"
            f" och {own} av deras egna tal ({groups})",
            f"the difference from the country in {found.year} is {whole}, of which {roughly}{size} from the"
            f" sizes of the groups and {own} from their own figures ({groups})",
        )

    def _refused(self, found: Burden) -> str:
        grammar, reason = GRAMMARS[self.language], found.times.reason
        assert reason is not None  # noqa: S101 - it has a number or a reason
        if found.a.group != TOTAL:
            names = [grammar.group(one.group) for one in (found.a, found.b)]
        else:
            names = [grammar.place(area(one.area)) for one in (found.a, found.b)]
        both, told = marked_numbers(grammar.joined(names)), reason.said.to(self.language).rstrip(".")
        why = marked_numbers(told[0].lower() + told[1:])
        year = f" {found.year}" if found.year is not None else ""
        when = f" in {found.year}" if found.year is not None else ""
        return self._said(
            f"{both}{year} sätts inte i relation till andelen av befolkningen: {why}",
            f"{both}{when} are not set in relation to share of the population: {why}",
        )

    def _noun(self, burden: float, *, is_balance: bool) -> str:
        """Return what a burden is called; each Swedish word is neuter."""
        if not is_balance:
            return self._said("antalet", "number")
        return self._said("underskottet", "deficit") if burden < 0 else self._said("överskottet", "surplus")

    def _where(self, a: Side, b: Side) -> tuple[str, str]:
        grammar = GRAMMARS[self.language]
        if a.group == TOTAL:
            return grammar.within(area(a.area)), grammar.within(area(b.area))
        names = [marked_numbers(grammar.group(one.group)) for one in (a, b)]
        return self._said(f"för {names[0]}", f"for {names[0]}"), self._said(
            f"för {names[1]}", f"for {names[1]}"
        )

    def _times(self, times: float) -> str:
        """Return so many times as it is read: whole from ten, else with the first decimal that shows."""
        decimals = 0 if times >= 9.95 else max(1, -floor(log10(times)))
        return self._written(times, decimals=decimals)

    def _figure(self, value: float, *, group: str, year: int | None) -> str:
        """Return a figure of a group, bound where the cells hold it."""
        shown = self._written(value, decimals=self.indicator.shown_decimals)
        held = self.cells.value(self.indicator.id, area=self.verdict.area, period=str(year), group=group)
        if held is None:
            return marked(shown)
        return bound(f"{self.indicator.id}[{group}]@{self.verdict.area}:{year}", shown)

    def _apart(self, difference: float) -> str:
        shown = self._written(difference, decimals=self.indicator.shown_decimals)
        word = unit(apart(self.indicator.unit)).to(self.language)
        return f"{marked(shown)} {marked_numbers(word)}"

    def _listed(self, parts: Sequence[Share]) -> str:
        grammar = GRAMMARS[self.language]
        return ", ".join(f"{grammar.place(area(one.area))} {self._percent(one.share)}" for one in parts)

    def _percent(self, share: float) -> str:
        return f"{marked(self._written(100 * share))} %"

    def _written(self, value: float, *, decimals: int = 0) -> str:
        return number(value, decimals=decimals, language=self.language)

    def _said(self, sv: str, en: str) -> str:
        return Said(sv, en).to(self.language)
