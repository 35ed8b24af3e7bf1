"""Folding and finding: accents and case do not matter, å ä ö do; compounds are found, titles come first."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.core.search import (
    MOST_WORDS,
    asked_for,
    folded,
    likeness,
    marked,
    parts,
    passage,
    rank,
    searchable,
    words,
)


def found(title: str, text: str, query: str) -> tuple[int, int] | None:
    """How well a page answers as the database would see it, None where it does not."""
    page, length = searchable(title, text)
    places = [(page.find(f" {word}") + 1, page.find(word) + 1) for word in asked_for(query)]
    return rank(places, title_length=length) if all(anywhere for _, anywhere in places) else None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Idé", "ide"),
        ("MÜLLER", "muller"),
        ("Ängelholm", "ängelholm"),
        ("A\u030are", "åre"),
        ("Tromsø Ærø", "tromsö ärö"),
        ("\u01fb", "å"),  # å with an accent of its own
        ("Straße", "strasse"),
        ("çà et là", "ca et la"),
        ("100 %_", "100 %_"),
    ],
)
def test_case_and_accents_are_folded_and_swedish_letters_stay(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(st.characters(codec="latin-1")))
def test_case_and_composition_do_not_matter(text: str) -> None:
    assert folded(text.upper()) == folded(text.lower())
    assert folded(unicodedata.normalize("NFD", text)) == folded(text)


@given(st.text(), st.text())
def test_nothing_a_database_reads_in_its_own_way_is_left_in_words(title: str, text: str) -> None:
    page, _ = searchable(title, text)
    assert not {"\x00", "%", "_", "\\", "\n"} & {*page}


def test_a_part_of_a_compound_is_found() -> None:
    assert words("Högskole-utbildning, 25–64 år!") == ("högskole", "utbildning", "25", "64", "år")
    assert found("Högskoleutbildning", "", "utbildning") is not None
    assert found("Högskoleutbildning", "", "utbildningen") is None


def test_every_word_is_demanded() -> None:
    assert found("Fler unga i arbete", "Så att alla får jobb", "jobb unga") is not None
    assert found("Fler unga i arbete", "Så att alla får jobb", "jobb gamla") is None


def test_the_best_answer_is_the_start_of_a_word_in_the_title() -> None:
    pages = [
        ("Utbildning för alla", ""),
        ("Högskoleutbildning", ""),
        ("Kunskap", "om utbildning"),
        ("Kunskap", "folkutbildning"),
    ]
    ranks = [found(title, text, "utbildning") for title, text in pages]
    assert None not in ranks
    assert ranks == sorted(ranks)  # type: ignore[type-var]  # none is None
    assert len(set(ranks)) == 4


def test_a_long_query_is_cut() -> None:
    assert len(asked_for(" ".join(f"ord{n}" for n in range(40)))) == MOST_WORDS
    assert asked_for("Jobb jobb JOBB") == ("jobb",)
    assert asked_for("%_ --") == ()


def test_hits_are_marked_in_the_text_as_it_is_written() -> None:
    shown = marked("Högskoleutbildning i HALLAND, cafe\u0301er", asked_for("utbildning halland café"))
    assert [piece.text for piece in shown if piece.is_hit] == ["utbildning", "HALLAND", "cafe\u0301"]


@given(st.text(), st.text())
def test_pieces_together_are_the_text(text: str, query: str) -> None:
    assert "".join(piece.text for piece in marked(text, asked_for(query))) == text


def test_a_passage_shows_where_the_word_stands() -> None:
    text = "Början av en lång text. " * 20 + "Här står bostäder en gång. " + "Sedan kommer mer. " * 20
    shown = passage(text, asked_for("bostad bostäder"), longest=90)
    read = "".join(piece.text for piece in shown)
    assert read.startswith("… ")
    assert read.endswith(" …")
    assert "står bostäder en" in read
    assert [piece.text for piece in shown if piece.is_hit] == ["bostäder"]
    assert len(read) <= 90 + 4


@given(st.text(st.sampled_from("ab åÄ.\n")), st.text(st.sampled_from("abå ")), st.integers(5, 40))
def test_a_passage_is_a_part_of_its_text_and_shows_a_hit(text: str, query: str, longest: int) -> None:
    asked = asked_for(query)
    shown = passage(text, asked, longest=longest)
    read = "".join(piece.text for piece in shown).removeprefix("… ").removesuffix(" …")
    assert read in " ".join(text.split())
    if any(word in folded(text) for word in asked):
        assert any(piece.is_hit for piece in shown)


def test_a_misspelt_word_is_like_the_right_one() -> None:
    asked = parts("utbilding")
    like, _ = searchable("Högskoleutbildning", "")
    unlike, _ = searchable("Kollektivtrafik", "")
    assert likeness(asked, like) > 0.5 > likeness(asked, unlike)
