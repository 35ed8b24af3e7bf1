"""How one text became another: runs that give both texts back, either way round."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from laget.core.strategy.rewording import Run, RunKind, runs

KEPT, REMOVED, ADDED = RunKind.KEPT, RunKind.REMOVED, RunKind.ADDED
words = st.lists(
    st.sampled_from(["länet", "fler", "vuxna", "läser", "2030", ",", ".", "\n\n", "å"]), max_size=12
)
texts = st.one_of(words.map(" ".join), st.text(max_size=40))


def joined(found: tuple[Run, ...], *kinds: RunKind) -> str:
    return "".join(run.text for run in found if run.kind in kinds)


@given(texts, texts)
def test_what_is_kept_and_removed_is_the_old_text_and_what_is_kept_and_added_the_new(
    was: str, now: str
) -> None:
    found = runs(was, now)
    assert joined(found, KEPT, REMOVED) == was
    assert joined(found, KEPT, ADDED) == now


@given(texts, texts)
def test_the_other_way_round_what_was_added_is_removed(was: str, now: str) -> None:
    there, back = runs(was, now), runs(now, was)
    assert joined(there, ADDED) == joined(back, REMOVED)
    assert [run for run in there if run.kind is KEPT] == [run for run in back if run.kind is KEPT]


@given(texts)
def test_the_same_text_is_kept_whole(text: str) -> None:
    assert runs(text, text) == ((Run(KEPT, text),) if text else ())


@given(texts, texts)
def test_no_two_runs_beside_each_other_share_a_fate(was: str, now: str) -> None:
    kinds = [run.kind for run in runs(was, now)]
    assert all(one is not other for one, other in pairwise(kinds))


def test_words_are_compared_and_not_letters() -> None:
    assert runs("Vi håller takten.", "Vi höjer takten.") == (
        Run(KEPT, "Vi "),
        Run(REMOVED, "håller"),
        Run(ADDED, "höjer"),
        Run(KEPT, " takten."),
    )


def test_a_full_stop_is_kept_where_a_clause_is_added() -> None:
    assert runs("Länet ligger efter landet.", "Länet ligger efter landet, och mer därtill.") == (
        Run(KEPT, "Länet ligger efter landet"),
        Run(ADDED, ", och mer därtill"),
        Run(KEPT, "."),
    )


def test_words_that_follow_each_other_are_one_run_with_their_blanks() -> None:
    assert runs("Alla län har en stor plan.", "Alla län har två små planer kvar.") == (
        Run(KEPT, "Alla län har "),
        Run(REMOVED, "en stor plan"),
        Run(ADDED, "två små planer kvar"),
        Run(KEPT, "."),
    )


def test_texts_with_little_in_common_are_shown_whole() -> None:
    assert runs("Klimatet väntar inte.", "Kusten och jordbruket tar skada först när vattnet stiger.") == (
        Run(REMOVED, "Klimatet väntar inte."),
        Run(ADDED, "Kusten och jordbruket tar skada först när vattnet stiger."),
    )


def test_a_long_run_is_kept_where_the_rest_is_another_text() -> None:
    same = "Ingen region har beslutat texten."
    assert runs(
        f"{same} Den har sex områden, och vartannat år berättar vi hur det går för länet.",
        f"{same} Alla bär sin del: kommuner, myndigheter, högskola, företag och föreningar i hela bygden.",
    ) == (
        Run(KEPT, f"{same} "),
        Run(REMOVED, "Den har sex områden, och vartannat år berättar vi hur det går för länet."),
        Run(
            ADDED, "Alla bär sin del: kommuner, myndigheter, högskola, företag och föreningar i hela bygden."
        ),
    )
