"""Whatever the figures: sound sentences pass, and turning a word or a number round is stopped."""

from hypothesis import assume, given
from hypothesis import strategies as st

from laget.core.words.guard.register import guarded
from laget.core.words.numbers import number

TENTHS = st.integers(10, 990).map(lambda tenths: tenths / 10)
COUNTS = st.integers(100, 2_000_000)
YEARS = st.tuples(st.integers(1990, 2020), st.integers(1, 10)).map(lambda pair: (pair[0], sum(pair)))

MIXED = (
    *(
        "{{ }}",
        "[[",
        "]]",
        "{{",
        "43,4",
        "2024",
        "⟨V0⟩",
        "⟨V9⟩",
        "procent",
        "från",
        "till",
        "ökade",
        "minskade",
    ),
    *("-", "–", ".", "\n", ":", ";", "(", ")", "|", "#", "%", "1 000", "var tredje", "av", "mer än", "under"),
    *("över", "drygt", "halverats", "dubbelt så", "3:e", "§", "kl. 09.45", "\ue000"),
)


def sv(value: float, *, decimals: int = 1) -> str:
    return number(value, decimals=decimals, language="sv")


def rules(text: str) -> set[str]:
    return {fault.rule for fault in guarded(text, language="sv")}


@given(first=TENTHS, last=TENTHS, years=YEARS)
def test_a_change_told_as_it_is_passes(first: float, last: float, years: tuple[int, int]) -> None:
    assume(first != last)
    verb, noun = ("ökade", "ökning") if last > first else ("minskade", "minskning")
    told = (
        f"Andelen {verb} från {sv(first)} procent {years[0]} till {sv(last)} procent {years[1]}, "
        f"en {noun} med {sv(abs(last - first))} procentenheter."
    )
    assert guarded(told, language="sv") == ()


@given(first=TENTHS, last=TENTHS, years=YEARS)
def test_a_change_told_the_other_way_is_stopped(first: float, last: float, years: tuple[int, int]) -> None:
    assume(first != last)
    verb = "minskade" if last > first else "ökade"
    told = f"Andelen {verb} från {sv(first)} procent {years[0]} till {sv(last)} procent {years[1]}."
    assert "direction" in rules(told)


@given(first=COUNTS, last=COUNTS)
def test_counts_with_spaces_in_thousands_are_read_whole(first: int, last: int) -> None:
    assume(first != last)
    right, wrong = ("ökade", "minskade") if last > first else ("minskade", "ökade")
    shown = f"från {sv(first, decimals=0)} personer till {sv(last, decimals=0)} personer."
    for space in ("\u2009", "\u00a0", "\u202f", " "):
        spaced = shown.replace("\u202f", space)
        assert guarded(f"Antalet {right} {spaced}", language="sv") == ()
        assert rules(f"Antalet {wrong} {spaced}") == {"direction"}


@given(first=TENTHS, last=TENTHS, off=st.integers(2, 90).map(lambda tenths: tenths / 10))
def test_a_difference_that_is_not_theirs_is_stopped(first: float, last: float, off: float) -> None:
    assume(first < last)
    stated = sv(last - first + off)
    told = f"Andelen ökade från {sv(first)} till {sv(last)} procent, en ökning med {stated} procentenheter."
    assert rules(told) == {"difference"}


@given(first=TENTHS, last=TENTHS)
def test_per_cent_said_of_percentage_points_is_stopped(first: float, last: float) -> None:
    apart = round(last - first, 1)
    assume(apart > 0)
    assume(abs(100 * (last / first - 1) - apart) > 0.2)
    told = f"Andelen ökade från {sv(first)} till {sv(last)} procent, en ökning med {sv(apart)} procent."
    assert rules(told) & {"points", "difference"}


@given(own=TENTHS, other=TENTHS)
def test_over_and_under_follow_the_numbers(own: float, other: float) -> None:
    assume(own != other)
    right, wrong = ("över", "under") if own > other else ("under", "över")
    told = "Länets andel är {} procent, vilket är {} riksgenomsnittet på {} procent."
    assert guarded(told.format(sv(own), right, sv(other)), language="sv") == ()
    assert rules(told.format(sv(own), wrong, sv(other))) == {"direction"}


@given(value=st.integers(5, 95), tenths=st.integers(1, 9))
def test_drygt_is_above_and_knappt_below(value: int, tenths: int) -> None:
    above, below = sv(value + tenths / 10), sv(value - tenths / 10)
    assert guarded(f"Drygt {value} procent ({above} procent) pendlar.", language="sv") == ()
    assert guarded(f"Knappt {value} procent ({below} procent) pendlar.", language="sv") == ()
    assert rules(f"Drygt {value} procent ({below} procent) pendlar.") == {"roughly"}
    assert rules(f"Knappt {value} procent ({above} procent) pendlar.") == {"roughly"}


@given(year=st.integers(1990, 2035), word=st.sampled_from(["Ungefär", "Drygt", "Cirka", "Totalt"]))
def test_a_year_is_never_a_share(year: int, word: str) -> None:
    assert "year" in rules(f"{word} {year} procent av invånarna har svarat.")
    assert guarded(f"Under {year} ökade andelen.", language="sv") == ()


@given(text=st.text(max_size=200))
def test_any_text_is_read_without_failing(text: str) -> None:
    for fault in guarded(text):
        assert fault.said.sv
        assert fault.line >= 1


@given(
    parts=st.lists(st.sampled_from(MIXED), max_size=25),
)
def test_any_mixture_of_what_the_rules_look_for_is_read(parts: list[str]) -> None:
    text = " ".join(parts)
    assert all(fault.line <= text.count("\n") + 1 for fault in guarded(text))
