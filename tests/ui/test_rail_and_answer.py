"""The rail and the words of a verdict are written once, and never mixed up."""

from django.utils.translation import override

from laget.core.followup.reach import Reach, Travel
from laget.ui.templatetags.laget import answer


def test_words_of_reach_and_of_travel_with_the_same_value_are_told_apart() -> None:
    shared = {one.value for one in Reach} & {one.value for one in Travel}
    assert shared
    for value in shared:
        assert f"reach-{value}" in answer(Reach(value))
        assert f"travel-{value}" in answer(Travel(value))


def test_a_word_is_written_in_the_language_of_the_page() -> None:
    for language in ("sv", "en", "sv"):
        with override(language):
            assert Reach.MET.said.to("en" if language == "en" else "sv") in answer(Reach.MET)
