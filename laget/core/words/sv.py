"""Swedish: the grammar and the words of verdicts in which figures are told."""

from collections.abc import Sequence

from laget.core.areas import Area, Kind
from laget.core.followup.reach import Reach, Travel
from laget.core.followup.verdict import Hair
from laget.core.words.language import Comparative, Outlook, Quantity, Shift, Standing, When, runs
from laget.core.words.method_names import METHOD_NAMES
from laget.core.words.said import Language
from laget.core.words.sv_words import (
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
from laget.core.words.text import marked, marked_numbers


class Swedish:
    """Swedish, as a statistician at a region writes it."""

    language: Language = "sv"

    def place(self, area: Area) -> str:
        return "riket" if area.kind is Kind.COUNTRY else area.name_sv

    def within(self, area: Area) -> str:
        return f"{'på' if area.code in ON else 'i'} {self.place(area)}"

    def noun(self, area: Area) -> str:
        return KINDS[area.kind]

    def group(self, code: str) -> str:
        return GROUPS.get(code, code)

    def joined(self, words: Sequence[str]) -> str:
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} och {words[-1]}"

    def more(self, count: int) -> str:
        return f"{marked(str(count))} till"

    def years(self, years: Sequence[int]) -> str:
        return self.joined(runs(years))

    def amount(self, quantity: Quantity, *, bare: bool = False) -> str:
        shown, unit = quantity.shown, quantity.unit
        match unit:
            case "rank":
                return f"plats {shown}"
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
            kind = "län" if all(area.kind is Kind.COUNTY for area in areas) else "områden"
            named = f"{marked(str(len(areas)))} andra {kind}"
        else:
            named = self.joined([self.place(area) for area in areas])
        return f"{WAYS[how]} för {named}"

    def level(self, title: str, amount: str, within: str, when: When) -> str:
        return f"{title}: {amount} {within} {_when(when)}."

    def index(self, title: str, amount: str, within: str, when: When, *, reference: str) -> str:
        return f"{title}: {amount} {within} {_when(when)}, där {reference} är {marked('100')}."

    def ratio_of_changes(
        self, title: str, amount: str, place: str, when: When, *, reference: str, base: int
    ) -> str:
        return (
            f"{title}: {_when(when)} var värdet för {place} {amount} gånger vad det hade varit med samma "
            f"utveckling från {base} som {reference}."
        )

    def between(
        self, title: str, amount: str, within: str, when: When, *, groups: Sequence[str], is_ratio: bool
    ) -> str:
        what = "kvoten" if is_ratio else "skillnaden"
        return f"{title}: {what} mellan {self.joined(groups)} var {amount} {within} {_when(when)}."

    def spread(
        self, title: str, amount: str, within: str, when: When, *, measure: str, below: str | None
    ) -> str:
        match measure:
            case "share_below":
                what = f"andelen kommuner lägre än {below} var {amount}"
            case "ratio":
                what = f"kvoten mellan högsta och lägsta kommun var {amount}"
            case _:
                what = f"skillnaden mellan högsta och lägsta kommun var {amount}"
        return f"{title}: {what} {within} {_when(when)}."

    def extreme(self, title: str, amount: str, when: When, *, places: Sequence[str], lowest: bool) -> str:
        end = "lägst" if lowest else "högst"
        return f"{title}: {end} {_when(when)} var {self.joined(places)} med {amount}."

    def ranked(self, title: str, amount: str, place: str, when: When, *, of: str | None) -> str:
        among = f" av {of} län" if of else " bland länen"
        return f"{title}: {place} låg på {amount}{among} {_when(when)}."

    def changed(self, shift: Shift, travel: Travel) -> str:
        since = f"{shift.since.year}" if shift.since.first is None else f"åren {_when(shift.since)}"
        end = f"{TRAVELS[travel]}."
        if shift.before is not None:
            end = f", då nivån var {self.amount(shift.before)}. {BESIDE[travel]}".rstrip()
        if shift.size is None:
            said = f"Det är {'ungefär ' if shift.about else ''}lika mycket som {since}"
            if shift.kind is Comparative.PLACE:
                said = f"Det är samma plats som {since}"
            return f"{said}{end if shift.before else f'{SLIGHT[travel]}.'}"
        above, below = COMPARATIVES[shift.kind]
        word = above if shift.sign > 0 else below
        if shift.size.unit in RATES and shift.kind is Comparative.MANY:
            size = f"{shift.size.shown} {word} {RATES[shift.size.unit]}"
        elif shift.size.unit in COUNTABLE and shift.kind is Comparative.HIGH:
            size = f"{shift.size.shown} {word}"  # a balance, which may be below zero
        else:
            size = f"{self.apart(shift.size)} {word}"
        return f"Det är {'ungefär ' if shift.about else ''}{size} än {since}{end}"

    def travelled(self, travel: Travel) -> str:
        match travel:
            case Travel.IMPROVING:
                return "Utvecklingen förbättras."
            case Travel.WORSENING:
                return "Utvecklingen försämras."
            case Travel.UNCHANGED:
                return "Utvecklingen är oförändrad."
        return "Utvecklingen kan inte bedömas."

    def limit(self, amount: str, year: int | None, *, at_least: bool, is_hold: bool = False) -> str:
        kept = "att hålla " if is_hold else ""
        return f"{kept}{'minst' if at_least else 'högst'} {amount}{_by(year)}"

    def base_level(self, base: int | None) -> str:
        return f"nivån från {base}" if base is not None else "nivån när strategin började"

    def corridor(self, low: str, high: str, year: int | None) -> str:
        return f"mellan {low} och {high}{_by(year)}"

    def changed_by(self, by: str, *, since: int, until: int | None, yearly: bool, limit: str | None) -> str:
        each = " om året" if yearly else ""
        if limit is None:
            return f"en ändring med {by}{each} från {since}{f' till {until}' if until else ''}"
        return f"{by}{each} från {since} ({limit})"

    def way(self, *, up: bool) -> str:
        return f"ett {'högre' if up else 'lägre'} värde"

    def better(self, reference: str, year: int | None, *, base: int | None) -> str:
        if base is None:
            return f"ett bättre värde än {reference}{_by(year)}"
        return f"en bättre utveckling från {base} än {reference}{_by(year)}"

    def narrowed(
        self, amount: str | None, year: int | None, *, is_ratio: bool, to: str | None, base: int | None
    ) -> str:
        what = "en kvot på" if is_ratio else "en skillnad på"
        part = f"{to} procent av den {base}" if to else ""
        if amount is None:
            return f"{what} högst {part}{_by(year)}"
        return f"{what} högst {amount}{_by(year)}{f' ({part})' if part else ''}"

    def share_below(self, amount: str | None, year: int | None, *, below: str) -> str:
        if amount is None:
            return f"att färre kommuner ligger lägre än {below}{_by(year)}"
        return f"att andelen kommuner lägre än {below} är högst {amount}{_by(year)}"

    def everywhere(self, limit: str) -> str:
        return f"{limit} i alla kommuner"

    def best_places(self, place: str, year: int | None, *, of: str | None) -> str:
        return f"plats {place} eller bättre{f' bland {of} län' if of else ''}{_by(year)}"

    def total(self, amount: str, first: int, last: int) -> str:
        return f"högst {amount} sammanlagt {first}–{last}"

    def step(self, step: str, final: str) -> str:
        return f"{step} som delmål till {final}"

    def stands(self, aim: str, standing: Standing) -> str:
        counted = ""
        if standing.counted is not None:
            how = "räknat från" if isinstance(standing.counted, int) else "enligt metoden"
            counted = f" ({how} {standing.counted})"
        return f"Målet är {aim}, {_reach(standing)}{counted}."

    def unknown(self, title: str, within: str) -> str:
        return f"{title}: det finns ingen siffra att bedöma {within}."

    def last_of(self, title: str, amount: str, within: str, when: When) -> str:
        return f"{title}: {amount} {within} {_when(when)}, seriens sista år."

    def left(self, amount: str, *, about: bool) -> str:
        return f"Avståndet till målet är {'ungefär ' if about else ''}{amount}."

    def none_left(self) -> str:
        return "Avrundat syns ingen skillnad mellan nivån och målet."

    def counted(self, amount: str, year: int | None, *, equivalent: str | None) -> str:
        like = f", {equivalent}" if equivalent else ""
        when = f" ({year})" if year else ""
        return f"Det motsvarar {amount}{when}{like}."

    def late(self, years: Quantity) -> str:
        return f"I nuvarande takt nås målet {years.shown} år för sent."

    def expected(self, outlook: Outlook) -> str:
        low, high, chance = outlook.low, outlook.high, outlook.chance
        if high is None:
            where = f"på ungefär {self.amount(low)}"
        elif low.unit in PREFIXED:
            where = f"mellan {self.amount(low)} och {high.shown}"
        else:
            where = f"mellan {low.shown} och {self.amount(high)}"
        said = (
            f"Fortsätter det som hittills hamnar {SUBJECTS[outlook.subject]} {outlook.year} {where} i "
            f"{marked('80')} fall av {marked('100')}, räknat med {METHOD_NAMES[outlook.method].sv}."
        )
        if chance is None:
            return said
        beyond = {-1: "mindre än ", 1: "mer än "}.get(outlook.beyond, "")
        what = "delmålet" if outlook.is_step else "målet"
        return f"{said} Chansen att klara {what} då är {beyond}{self.amount(chance)}."

    def record(self, held: Quantity, made: Quantity) -> str:
        times = "gång" if held.one else "gånger"
        return f"En sådan framskrivning har hållit {held.shown} {times} av {made.shown}."

    def each_group(self, levels: Sequence[tuple[str, str]], *, about: bool) -> str:
        said = self.joined([f"{amount} för {group}" for group, amount in levels])
        return f"Nivån var {'ungefär ' if about else ''}{said}."

    def compared(self, place: str, amount: str, sign: int) -> str:
        if sign == 0:
            return f"Nivån är densamma som i {place}."
        return f"Nivån är {'högre' if sign > 0 else 'lägre'} än i {place}, som hade {amount} samma år."

    def placed(self, noun: str, place: str, of: str, year: int) -> str:
        return f"{noun.capitalize()} låg på plats {place} av {of} län {year}."

    def spent(self, amount: str, first: int, last: int) -> str:
        return f"Sammanlagt {_when(When(last, first if first != last else None))} blev det {amount}."

    def missed_step(self, amount: str, year: int) -> str:
        return f"Delmålet {amount} {year} nåddes inte."

    def preliminary(self, years: Sequence[int]) -> str:
        which = "Siffran" if len(years) == 1 else "Siffrorna"
        return f"{which} för {self.years(years)} är {'preliminär' if len(years) == 1 else 'preliminära'}."

    def uncertain(self, years: Sequence[int]) -> str:
        which = "Siffran" if len(years) == 1 else "Siffrorna"
        return (
            f"{which} för {self.years(years)} bygger på få fall och är "
            f"{'osäker' if len(years) == 1 else 'osäkra'}."
        )

    def suppressed(self, years: Sequence[int]) -> str:
        which = "Siffran" if len(years) == 1 else "Siffrorna"
        return f"{which} för {self.years(years)} visas inte, eftersom fallen är för få."

    def missing(self, years: Sequence[int]) -> str:
        return f"{'Siffra' if len(years) == 1 else 'Siffror'} saknas för {self.years(years)}."

    def only(self, years: Sequence[int]) -> str:
        return f"Siffror finns bara för {self.years(years)}."

    def several_years(self, when: When) -> str:
        return f"Värdet gäller åren {_when(when)} tillsammans."

    def complement(self, sign: int) -> str:
        how = "bättre" if sign > 0 else "sämre"
        return f"Mätt på dem som inte ingår i andelen hade bedömningen blivit {how}."

    def on_a_hair(self, hair: Sequence[Hair]) -> str:
        said = ", eller ".join(HAIRS[one] for one in hair)
        comma = "," if len(hair) > 1 else ""
        return f"Bedömningen är osäker: {said}{comma} hade den blivit en annan."

    def never_significant(self) -> str:
        return "Åren är så få att ingen trend kan skiljas från slumpen."

    def long_window(self, sign: int | None) -> str:
        if sign is None:
            return "Sett över en längre period går målet att bedöma."
        how = "densamma" if sign == 0 else "bättre" if sign > 0 else "sämre"
        return f"Sett över en längre period hade bedömningen blivit {how}."

    def not_travelled(self, reason: str) -> str:
        return f"Utvecklingen kan inte bedömas. {reason}"

    def invented(self, title: str) -> str:
        return title if "påhittad" in title else f"{title} (påhittad serie)"

    @property
    def is_invented(self) -> str:
        return "Serien är påhittad."

    def charted(self, title: str, place: str, first: int | None, last: int) -> str:
        return f"{title}, {place} {_when(When(last, first))}"

    def moved(self, before: str, since: When, after: str, when: When, sign: int) -> str:
        if sign == 0:
            return f"Nivån var {after} både {_when(since)} och {_when(when)}."
        verb = "ökade" if sign > 0 else "minskade"
        return f"Nivån {verb} från {before} {_when(since)} till {after} {_when(when)}."


def _when(when: When) -> str:
    return str(when.year) if when.first is None else f"{when.first}–{when.year}"


def _by(year: int | None) -> str:
    return "" if year is None else f" senast {year}"


def _reach(standing: Standing) -> str:
    match standing.reach:
        case Reach.MET:
            return "och det är nått"
        case Reach.ON_TRACK if standing.meets:
            return "och läget är på väg: nivån klarar målet än så länge"
        case Reach.ON_TRACK if standing.is_direction:
            return "och det är på väg dit"
        case Reach.ON_TRACK:
            return "och det är på väg att nås"
        case Reach.TOO_SLOW if standing.over:
            return "men det har inte nåtts: det gick för långsamt"
        case Reach.TOO_SLOW:
            return "men det går för långsamt"
        case Reach.WRONG_WAY if standing.exceeded:
            return "men summan är redan för stor: det går åt fel håll"
        case Reach.WRONG_WAY if standing.over:
            return "men det har inte nåtts: det gick åt fel håll"
        case Reach.WRONG_WAY:
            return "men det går åt fel håll"
    return "men läget kan inte bedömas"


SWEDISH = Swedish()
