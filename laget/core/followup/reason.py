"""Why a target cannot be judged: one word for programs, one sentence for people."""

from collections.abc import Sequence
from enum import StrEnum
from types import MappingProxyType

from laget.core.words.said import Said


class Reason(StrEnum):
    """Why there is no verdict; NONE where there is one. Arrays hold the place in REASONS."""

    NONE = ""
    NO_FIGURE = "no_figure"
    TARGET_BEFORE_FIGURES = "target_before_figures"
    TOO_FEW_YEARS = "too_few_years"
    ONE_YEAR_ONLY = "one_year_only"
    NO_RULE = "no_rule"
    NO_YEAR = "no_year"
    NO_BASE = "no_base"
    ZERO_BASE = "zero_base"
    NOT_POSITIVE = "not_positive"
    NO_RATIO = "no_ratio"
    TOWARDS_ZERO = "towards_zero"
    SIGN_CHANGE = "sign_change"
    TARGET_EQUALS_BASE = "target_equals_base"
    TARGET_BEFORE_BASE = "target_before_base"
    NO_WINDOW = "no_window"
    BREAK = "break"
    ENDED = "ended"
    NO_WAY = "no_way"
    NO_GROUP = "no_group"
    TOO_FEW_COUNTIES = "too_few_counties"
    MISSING_YEAR = "missing_year"

    def said(self, *, needs: int = 0, years: Sequence[int] = (), areas: Sequence[str] = ()) -> Said:
        """Return the sentence.

        `needs` is the fewest observed years of the method; `years` and `areas` (names) are what the reason is
        about, where it is about some.
        """
        sv, en = SENTENCES[self]
        about = ", ".join([*map(str, years), *areas])
        tail = f" ({about})." if about else "."
        return Said(sv=sv.format(needs=needs) + tail, en=en.format(needs=needs) + tail)


REASONS = tuple(Reason)
CODE = MappingProxyType({reason: code for code, reason in enumerate(REASONS)})

SENTENCES = MappingProxyType(
    {
        Reason.NONE: ("Bedömt", "Judged"),
        Reason.NO_FIGURE: ("Det finns ingen siffra", "There is no figure"),
        Reason.TARGET_BEFORE_FIGURES: (
            "Målåret ligger före den första siffran",
            "The target year lies before the first figure",
        ),
        Reason.TOO_FEW_YEARS: (
            "Det finns för få år: metoden behöver siffror för minst {needs}",
            "There are too few years: the method needs figures for at least {needs}",
        ),
        Reason.ONE_YEAR_ONLY: (
            "Från basåret och framåt finns siffror för bara ett år",
            "From the base year on there are figures for one year only",
        ),
        Reason.NO_RULE: (
            "Metoden har ingen regel för den här sortens mål",
            "The method has no rule for this kind of target",
        ),
        Reason.NO_YEAR: (
            "Målet har inget målår, och metoden räknar fram till ett",
            "The target has no year, and the method reckons up to one",
        ),
        Reason.NO_BASE: (
            "Det finns ingen siffra för basåret, och ingen som kan stå i dess ställe",
            "There is no figure for the base year, nor one that can stand in for it",
        ),
        Reason.ZERO_BASE: (
            "Basvärdet är noll eller mindre, och därifrån bildas ingen förändring i procent",
            "The base value is zero or less, and from there no change in per cent is formed",
        ),
        Reason.NOT_POSITIVE: (
            "Ingen tillväxttakt bildas där ett värde är noll eller mindre; en linjär metod kan bedöma målet",
            "No growth rate is formed where a value is zero or less; a linear method can judge the target",
        ),
        Reason.NO_RATIO: (
            "Ingen kvot bildas där ett värde är noll eller mindre",
            "No ratio is formed where a value is zero or less",
        ),
        Reason.TOWARDS_ZERO: (
            "En tillväxttakt når aldrig noll eller därunder; en linjär metod kan bedöma målet",
            "A growth rate never reaches zero or below; a linear method can judge the target",
        ),
        Reason.SIGN_CHANGE: (
            "Värdena byter tecken, och då bildas ingen tillväxttakt",
            "The values change sign, and then no growth rate is formed",
        ),
        Reason.TARGET_EQUALS_BASE: (
            "Målet är detsamma som basvärdet, så det finns ingen takt som krävs",
            "The target is the same as the base value, so there is no pace that it requires",
        ),
        Reason.TARGET_BEFORE_BASE: (
            "Målåret ligger inte efter basåret",
            "The target year does not lie after the base year",
        ),
        Reason.NO_WINDOW: (
            "Det finns ingen siffra tre till fem år före den senaste",
            "There is no figure three to five years before the latest",
        ),
        Reason.BREAK: (
            "Serien har ett brott, och över det bedöms ingenting",
            "The series has a break, and nothing is judged across it",
        ),
        Reason.ENDED: ("Serien har upphört", "The series has ended"),
        Reason.NO_WAY: (
            "Ingen riktning är bättre än den andra för indikatorn",
            "Neither way is better than the other for the indicator",
        ),
        Reason.NO_GROUP: (
            "Det finns ingen siffra för en av grupperna",
            "There is no figure for one of the groups",
        ),
        Reason.TOO_FEW_COUNTIES: (
            "Inget år har siffror för så många län som rangordningen kräver",
            "No year has figures for as many counties as the rank requires",
        ),
        Reason.MISSING_YEAR: (
            "Ett år saknas, och utan det kan summan inte bildas",
            "A year is missing, and without it the sum cannot be formed",
        ),
    }
)
