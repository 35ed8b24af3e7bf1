"""What a query finds, in which order, on whichever database the tests run."""

from collections.abc import Callable
from typing import Any

import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.search.actions import Findable, reindex
from laget.apps.search.models import Page
from laget.apps.search.queries import closest, hits_of, shown_of

pytestmark = pytest.mark.django_db
Kind = Page.Kind


@pytest.fixture
def halland() -> Organisation:
    return Organisation.objects.create(slug="halland", name="Exempelregionen")


@pytest.fixture
def other() -> Organisation:
    return Organisation.objects.create(slug="annan", name="En annan region")


def row(title: str, text: str = "", *, kind: Page.Kind = Kind.STRATEGY, **more: Any) -> Findable:
    given = {"language": "sv", "address": f"{kind}:{title}", "url": "/x/", **more}
    return Findable(kind=kind, title=title, text=text, **given)


def titles(organisation: Organisation | None, query: str, language: Any = "sv") -> list[str]:
    found = hits_of(organisation, query, language=language)
    return [hit.title for hits in found.values() for hit in hits]


def test_a_part_of_a_compound_is_found_whatever_case_and_accents(halland: Organisation) -> None:
    reindex(halland, rows=[row("Högskoleutbildning"), row("Café och kultur"), row("Annat")])
    assert titles(halland, "utbildning") == ["Högskoleutbildning"]
    assert titles(halland, "HÖGSKOLE") == ["Högskoleutbildning"]
    assert titles(halland, "cafe KULTUR") == ["Café och kultur"]


def test_swedish_letters_are_letters_of_their_own(halland: Organisation) -> None:
    reindex(halland, rows=[row("Åker"), row("Aker"), row("ÅKER och ÄNG")])
    assert titles(halland, "åker") == ["Åker", "ÅKER och ÄNG"]
    assert titles(halland, "Aker") == ["Aker"]
    assert titles(halland, "äng") == ["ÅKER och ÄNG"]


def test_every_word_is_demanded(halland: Organisation) -> None:
    reindex(halland, rows=[row("Unga", "i arbete"), row("Unga", "i skola", address="b")])
    assert len(titles(halland, "unga arbete")) == 1
    assert titles(halland, "unga bostad") == []


def test_what_a_database_reads_in_its_own_way_is_nothing(halland: Organisation) -> None:
    reindex(halland, rows=[row("Hundra 100 % förnybart"), row("Under_streck")])
    assert titles(halland, "%") == titles(halland, "_") == titles(halland, "\\") == titles(halland, "") == []
    assert titles(halland, "100 %") == ["Hundra 100 % förnybart"]
    assert titles(halland, "hun%bart x") == titles(halland, "1_9") == []
    assert titles(halland, "\x00hundra'") == ["Hundra 100 % förnybart"]


def test_titles_come_before_texts_and_the_start_of_a_word_before_its_middle(halland: Organisation) -> None:
    best_first = ["Utbildning", "Högskoleutbildning", "Om utbildning", "Om mycket"]
    rows = [
        row(best_first[3], "folkutbildning"),
        row("Kunskap", "en utbildning"),
        row(best_first[1]),
        row(best_first[0]),
    ]
    reindex(halland, rows=rows)
    assert titles(halland, "utbildning") == ["Utbildning", "Högskoleutbildning", "Kunskap", "Om mycket"]


def test_what_is_as_good_stands_in_swedish_order(halland: Organisation) -> None:
    names = ["Mål ö", "mål z", "Mål å", "Mål a", "Mål é", "Mål ä", "Mål f"]
    reindex(halland, rows=[row(name) for name in names])
    assert titles(halland, "mål") == ["Mål a", "Mål é", "Mål f", "mål z", "Mål å", "Mål ä", "Mål ö"]


def test_kinds_come_in_their_order(halland: Organisation) -> None:
    reindex(halland, rows=[row("Jobb", kind=kind) for kind in reversed(Kind)])
    assert list(hits_of(halland, "jobb", language="sv")) == list(Kind)


def test_a_region_finds_its_own_and_lagets_and_all_find_all(
    halland: Organisation, other: Organisation
) -> None:
    reindex(halland, rows=[row("Jobb här")])
    reindex(other, rows=[row("Jobb där")])
    reindex(None, rows=[row("Jobb i Läget", kind=Kind.HELP)])
    assert titles(halland, "jobb") == ["Jobb här", "Jobb i Läget"]
    assert titles(None, "jobb") == ["Jobb där", "Jobb här", "Jobb i Läget"]


def test_a_language_finds_its_own(halland: Organisation) -> None:
    reindex(halland, rows=[row("Jobb"), row("Jobs", language="en", address="strategi:Jobb")])
    assert titles(halland, "job", "en") == ["Jobs"]


def test_reindexing_makes_changes_and_takes_away_and_leaves_what_is_as_it_was(halland: Organisation) -> None:
    assert reindex(halland, rows=[row("Ett"), row("Två"), row("Tre", "gammalt")]) == 3
    kept = Page.objects.get(title="Ett").pk
    assert reindex(halland, rows=[row("Ett"), row("Tre", "nytt"), row("Fyra")]) == 3
    assert set(Page.objects.values_list("title", flat=True)) == {"Ett", "Tre", "Fyra"}
    assert Page.objects.get(title="Ett").pk == kept
    assert titles(halland, "nytt") == ["Tre"]
    assert titles(halland, "gammalt") == []
    assert reindex(halland, rows=[row("Ett"), row("Tre", "nytt"), row("Fyra")]) == 0


def test_the_passage_of_a_hit_is_marked(halland: Organisation) -> None:
    reindex(halland, rows=[row("Bostäder", "Ord " * 100 + "här finns bostäder " + "ord " * 100)])
    (hits,) = hits_of(halland, "BOSTÄD", language="sv").values()
    (shown,) = shown_of(hits, "BOSTÄD")
    assert [piece.text for piece in shown.title if piece.is_hit] == ["Bostäd"]
    assert [piece.text for piece in shown.passage if piece.is_hit] == ["bostäd"]


def test_a_misspelt_word_is_answered_with_the_closest_titles(halland: Organisation) -> None:
    reindex(halland, rows=[row("Högskoleutbildning"), row("Kollektivtrafik"), row("Utbildning")])
    assert titles(halland, "utbilding") == []
    assert [page.title for page in closest(halland, "utbilding", language="sv")] == [
        "Högskoleutbildning",
        "Utbildning",
    ]
    assert closest(halland, "zzzz", language="sv") == []


def test_as_many_questions_for_one_hit_as_for_many(
    halland: Organisation, django_assert_num_queries: Callable[..., Any]
) -> None:
    for count in (1, 30):
        reindex(halland, rows=[row(f"Jobb {n}") for n in range(count)])
        with django_assert_num_queries(2):
            (hits,) = hits_of(halland, "jobb", language="sv").values()
            assert [shown.page.organisation for shown in shown_of(hits, "jobb")] == [halland] * count


def test_one_page_of_five_thousand_is_found(halland: Organisation) -> None:
    text = "Fler ska kunna arbeta, studera och bo i hela länet med goda villkor och kort väg till det mesta. "
    rows = [row(f"Inriktning {n}", text * 6 + f"nummer {n}") for n in range(5000)]
    rows[4321] = row("Högskoleutbildning", text * 6)
    reindex(halland, rows=rows)
    assert len(hits_of(halland, "utbildning", language="sv")[Kind.STRATEGY]) == 1
    assert len(hits_of(halland, "arbeta nummer", language="sv")[Kind.STRATEGY]) == 4999
    assert not any(hits_of(halland, "zzzz", language="sv").values())
