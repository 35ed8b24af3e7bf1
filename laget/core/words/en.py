"""English: the grammar and the words of verdicts in which figures are told."""

from collections.abc import Sequence

from laget.core.areas import Area, Kind
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Hair
from laget.core.words.en_words import (
    BESIDE,
    COMPARATIVES,
    COUNTABLE,
    GROUPS,
    HAIRS,
    KINDS,
    NAMED,
    NOUNS,
    ON,
    PREFIXED,
    RATES,
    SLIGHT,
    SUBJECTS,
    TRAVELS,
    WAYS,
    WITHOUT_PERSON,
)
from laget.core.words.language import Comparative, Outlook, Quantity, Shift, Standing, When, runs
from laget.core.words.method_names import METHOD_NAMES
from laget.core.words.said import Language
from laget.core.words.text import marked, marked_numbers


class English:
    """English, as a statistician writes it."""

    language: Language = "en"

    def place(self, area: Area) -> str:
        return area.name_en

    def within(self, area: Area) -> str:
        return f"{'on' if area.code in ON else 'in'} {self.place(area)}"

    def noun(self, area: Area) -> str:
        return KINDS[area.kind] if area.kind is Kind.COUNTRY else f"the {KINDS[area.kind]}"

    def group(self, code: str) -> str:
        return GROUPS.get(code, code)

    def joined(self, words: Sequence[str]) -> str:
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

    def more(self, count: int) -> str:
        return f"{marked(str(count))} others"

    def years(self, years: Sequence[int]) -> str:
        return self.joined(runs(years))

    def amount(self, quantity: Quantity, *, bare: bool = False) -> str:
        shown, unit = quantity.shown, quantity.unit
        match unit:
            case "rank":
                return f"place {shown}"
            case "index":
                return f"index {shown}"
            case "per_1000" | "per_100000":
                return shown if bare else f"{shown} {RATES[unit]}"
        return self._counted(quantity, WITHOUT_PERSON.get(unit, unit) if bare else unit)

    def apart(self, quantity: Quantity) -> str:
        if quantity.unit in RATES:
            return f"{quantity.shown} {RATES[quantity.unit]}"
        return self._counted(quantity, quantity.unit)

    def _counted(self, quantity: Quantity, unit: str) -> str:
        one, many = NOUNS.get(unit, (unit, unit))
        return f"{quantity.shown} {marked_numbers(one if quantity.one else many)}".rstrip()

    def reference(self, areas: Sequence[Area], how: str) -> str:
        if len(areas) == 1:
            return self.place(areas[0])
        if len(areas) > NAMED:
            kind = "counties" if all(area.kind is Kind.COUNTY for area in areas) else "areas"
            named = f"{marked(str(len(areas)))} other {kind}"
        else:
            named = self.joined([self.place(area) for area in areas])
        return f"{WAYS[how]} of {named}"

    def level(self, title: str, amount: str, within: str, when: When) -> str:
        return f"{title}: {amount} {within} in {_when(when)}."

    def index(self, title: str, amount: str, within: str, when: When, *, reference: str) -> str:
        return f"{title}: {amount} {within} in {_when(when)}, where {reference} is {marked('100')}."

    def ratio_of_changes(
        self, title: str, amount: str, place: str, when: When, *, reference: str, base: int
    ) -> str:
        return (
            f"{title}: in {_when(when)} the value for {place} was {amount} times what it would have been had "
            f"the development from {base} been the same as for {reference}."
        )

    def between(
        self, title: str, amount: str, within: str, when: When, *, groups: Sequence[str], is_ratio: bool
    ) -> str:
        what = "the ratio" if is_ratio else "the difference"
        return f"{title}: {what} between {self.joined(groups)} was {amount} {within} in {_when(when)}."

    def spread(
        self, title: str, amount: str, within: str, when: When, *, measure: str, below: str | None
    ) -> str:
        match measure:
            case "share_below":
                what = f"the share of municipalities lower than {below} was {amount}"
            case "ratio":
                what = f"the ratio between the highest and the lowest municipality was {amount}"
            case _:
                what = f"the difference between the highest and the lowest municipality was {amount}"
        return f"{title}: {what} {within} in {_when(when)}."

    def extreme(self, title: str, amount: str, when: When, *, places: Sequence[str], lowest: bool) -> str:
        verb = "was" if len(places) == 1 else "were"
        end = "lowest" if lowest else "highest"
        return f"{title}: {end} in {_when(when)} {verb} {self.joined(places)} with {amount}."

    def ranked(self, title: str, amount: str, place: str, when: When, *, of: str | None) -> str:
        among = f" of {of} counties" if of else " among the counties"
        return f"{title}: {place} was in {amount}{among} in {_when(when)}."

    def changed(self, shift: Shift, travel: Travel) -> str:
        since = f"in {_when(shift.since)}"
        end = f"{TRAVELS[travel]}."
        if shift.before is not None:
            end = f", when the level was {self.amount(shift.before)}. {BESIDE[travel]}".rstrip()
        if shift.size is None:
            said = f"That is {'about ' if shift.about else ''}as much as {since}"
            if shift.kind is Comparative.PLACE:
                said = f"That is the same place as {since}"
            return f"{said}{end if shift.before else f'{SLIGHT[travel]}.'}"
        above, below = COMPARATIVES[shift.kind]
        word = above if shift.sign > 0 else below
        if shift.size.unit in RATES and shift.kind is Comparative.MANY:
            size = f"{shift.size.shown} {word} {RATES[shift.size.unit]}"
        elif shift.kind is Comparative.MANY:
            one, many = NOUNS.get(shift.size.unit, (shift.size.unit, shift.size.unit))
            size = f"{shift.size.shown} {word} {one if shift.size.one else many}"
        elif shift.size.unit in COUNTABLE and shift.kind is Comparative.HIGH:
            size = f"{shift.size.shown} {word}"  # a balance, which may be below zero
        else:
            size = f"{self.apart(shift.size)} {word}"
        return f"That is {'about ' if shift.about else ''}{size} than {since}{end}"

    def travelled(self, travel: Travel) -> str:
        match travel:
            case Travel.IMPROVING:
                return "The development is improving."
            case Travel.WORSENING:
                return "The development is worsening."
            case Travel.UNCHANGED:
                return "The development is unchanged."
        return "The development cannot be judged."

    def limit(self, amount: str, year: int | None, *, at_least: bool, is_hold: bool = False) -> str:
        kept = "to keep " if is_hold else ""
        return f"{kept}{'at least' if at_least else 'at most'} {amount}{_by(year)}"

    def base_level(self, base: int | None) -> str:
        return f"the level of {base}" if base is not None else "the level when the strategy began"

    def corridor(self, low: str, high: str, year: int | None) -> str:
        return f"between {low} and {high}{_by(year)}"

    def changed_by(self, by: str, *, since: int, until: int | None, yearly: bool, limit: str | None) -> str:
        each = " a year" if yearly else ""
        if limit is None:
            return f"a change of {by}{each} from {since}{f' to {until}' if until else ''}"
        return f"{by}{each} from {since} ({limit})"

    def way(self, *, up: bool) -> str:
        return f"a {'higher' if up else 'lower'} value"

    def better(self, reference: str, year: int | None, *, base: int | None) -> str:
        if base is None:
            return f"a better value than {reference}{_by(year)}"
        return f"a better development from {base} than {reference}{_by(year)}"

    def narrowed(
        self, amount: str | None, year: int | None, *, is_ratio: bool, to: str | None, base: int | None
    ) -> str:
        what = "a ratio of" if is_ratio else "a difference of"
        part = f"{to} per cent of that in {base}" if to else ""
        if amount is None:
            return f"{what} at most {part}{_by(year)}"
        return f"{what} at most {amount}{_by(year)}{f' ({part})' if part else ''}"

    def share_below(self, amount: str | None, year: int | None, *, below: str) -> str:
        if amount is None:
            return f"that fewer municipalities lie lower than {below}{_by(year)}"
        return f"that the share of municipalities lower than {below} is at most {amount}{_by(year)}"

    def everywhere(self, limit: str) -> str:
        return f"{limit} in every municipality"

    def best_places(self, place: str, year: int | None, *, of: str | None) -> str:
        return f"place {place} or better{f' among {of} counties' if of else ''}{_by(year)}"

    def total(self, amount: str, first: int, last: int) -> str:
        return f"at most {amount} in total {first}–{last}"

    def step(self, step: str, final: str) -> str:
        return f"{step} as a step to {final}"

    def stands(self, aim: str, standing: Standing) -> str:
        counted = ""
        if standing.counted is not None:
            how = "counted from" if isinstance(standing.counted, int) else "by the method"
            counted = f" ({how} {standing.counted})"
        return f"The target is {aim}, {_reach(standing)}{counted}."

    def unknown(self, title: str, within: str) -> str:
        return f"{title}: there is no figure to judge {within}."

    def last_of(self, title: str, amount: str, within: str, when: When) -> str:
        return f"{title}: {amount} {within} in {_when(when)}, the last year of the series."

    def left(self, amount: str, *, about: bool) -> str:
        return f"The distance to the target is {'about ' if about else ''}{amount}."

    def none_left(self) -> str:
        return "Rounded, there is no difference to be seen between the level and the target."

    def counted(self, amount: str, year: int | None, *, equivalent: str | None) -> str:
        like = f", {equivalent}" if equivalent else ""
        when = f" ({year})" if year else ""
        return f"That corresponds to {amount}{when}{like}."

    def late(self, years: Quantity) -> str:
        noun = "year" if years.one else "years"
        return f"At the present pace the target comes {years.shown} {noun} too late."

    def expected(self, outlook: Outlook) -> str:
        low, high, chance = outlook.low, outlook.high, outlook.chance
        if high is None:
            where = f"about {self.amount(low)}"
        elif low.unit in PREFIXED:
            where = f"between {self.amount(low)} and {high.shown}"
        else:
            where = f"between {low.shown} and {self.amount(high)}"
        said = (
            f"If it goes on as hitherto, {SUBJECTS[outlook.subject]} in {outlook.year} is {where} in "
            f"{marked('80')} cases of {marked('100')}, reckoned by {METHOD_NAMES[outlook.method].en}."
        )
        if chance is None:
            return said
        beyond = {-1: "less than ", 1: "more than "}.get(outlook.beyond, "")
        what = "step" if outlook.is_step else "target"
        return f"{said} The chance of meeting the {what} then is {beyond}{self.amount(chance)}."

    def record(self, held: Quantity, made: Quantity) -> str:
        times = "time" if held.one else "times"
        return f"Such a projection has held {held.shown} {times} out of {made.shown}."

    def each_group(self, levels: Sequence[tuple[str, str]], *, about: bool) -> str:
        said = self.joined([f"{amount} for {group}" for group, amount in levels])
        return f"The level was {'about ' if about else ''}{said}."

    def compared(self, place: str, amount: str, sign: int) -> str:
        if sign == 0:
            return f"The level is the same as in {place}."
        return (
            f"The level is {'higher' if sign > 0 else 'lower'} than in {place}, which had {amount} in the "
            "same year."
        )

    def placed(self, noun: str, place: str, of: str, year: int) -> str:
        return f"{noun[0].upper()}{noun[1:]} was in place {place} of {of} counties in {year}."

    def spent(self, amount: str, first: int, last: int) -> str:
        return f"In total it came to {amount} in {_when(When(last, first if first != last else None))}."

    def missed_step(self, amount: str, year: int) -> str:
        return f"The step of {amount} in {year} was not reached."

    def preliminary(self, years: Sequence[int]) -> str:
        which, verb = ("figure", "is") if len(years) == 1 else ("figures", "are")
        return f"The {which} for {self.years(years)} {verb} preliminary."

    def uncertain(self, years: Sequence[int]) -> str:
        which, verb = ("figure", "rests") if len(years) == 1 else ("figures", "rest")
        also = "is" if len(years) == 1 else "are"
        return f"The {which} for {self.years(years)} {verb} on few cases and {also} uncertain."

    def suppressed(self, years: Sequence[int]) -> str:
        which, verb = ("figure", "is") if len(years) == 1 else ("figures", "are")
        return f"The {which} for {self.years(years)} {verb} not shown, since the cases are too few."

    def missing(self, years: Sequence[int]) -> str:
        which = "is no figure" if len(years) == 1 else "are no figures"
        return f"There {which} for {self.years(years)}."

    def only(self, years: Sequence[int]) -> str:
        return f"There are figures only for {self.years(years)}."

    def several_years(self, when: When) -> str:
        return f"The value is for the years {_when(when)} together."

    def complement(self, sign: int) -> str:
        how = "better" if sign > 0 else "worse"
        return f"Measured on those outside the share, the verdict would have been {how}."

    def on_a_hair(self, hair: Sequence[Hair]) -> str:
        said = ", or ".join(HAIRS[one] for one in hair)
        return f"The verdict is uncertain: it would have been another {said}."

    def never_significant(self) -> str:
        return "The years are so few that no trend can be told from chance."

    def long_window(self, sign: int | None) -> str:
        if sign is None:
            return "Seen over a longer period, the target can be judged."
        how = "the same" if sign == 0 else "better" if sign > 0 else "worse"
        return f"Seen over a longer period, the verdict would have been {how}."

    def not_travelled(self, reason: str) -> str:
        return f"The development cannot be judged. {reason}"

    def invented(self, title: str) -> str:
        return title if "invented" in title or "påhittad" in title else f"{title} (invented series)"

    @property
    def is_invented(self) -> str:
        return "The series is invented."

    def charted(self, title: str, place: str, first: int | None, last: int) -> str:
        return f"{title}, {place} {_when(When(last, first))}"

    def moved(self, before: str, since: When, after: str, when: When, sign: int) -> str:
        if sign == 0:
            return f"The level was {after} in both {_when(since)} and {_when(when)}."
        verb = "rose" if sign > 0 else "fell"
        return f"The level {verb} from {before} in {_when(since)} to {after} in {_when(when)}."


def _when(when: When) -> str:
    return str(when.year) if when.first is None else f"{when.first}–{when.year}"


def _by(year: int | None) -> str:
    return "" if year is None else f" by {year}"


def _reach(standing: Standing) -> str:
    match standing.reach:
        case Reach.MET:
            return "and it has been met"
        case Reach.ON_TRACK if standing.meets:
            return "and it is on track: the level meets the target so far"
        case Reach.ON_TRACK:
            return "and it is on track"
        case Reach.TOO_SLOW if standing.over:
            return "but it was not met: progress was too slow"
        case Reach.TOO_SLOW:
            return "but progress is too slow"
        case Reach.WRONG_WAY if standing.exceeded:
            return "but the total is already too large: it is going the wrong way"
        case Reach.WRONG_WAY if standing.over:
            return "but it was not met: it went the wrong way"
        case Reach.WRONG_WAY:
            return "but it is going the wrong way"
    return "but its standing cannot be judged"


ENGLISH = English()
