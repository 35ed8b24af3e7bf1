"""The page that holds every target form by every method."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from laget.core.followup.methods import METHODS
from laget.core.followup.reach import Reach
from laget.core.strategy.document import FORMS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def forms(tool: Callable[[str], ModuleType]) -> ModuleType:
    """The program that writes the page."""
    return tool("make_forms_page")


def test_every_cell_on_the_page_is_what_the_methods_say(forms: ModuleType) -> None:
    assert (ROOT / "docs/methods/forms.md").read_text(encoding="utf-8") == forms.page()


def test_every_form_has_a_case(forms: ModuleType) -> None:
    assert [target.form for target in forms.document().targets] == list(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_no_form_is_left_unjudged_by_every_method(forms: ModuleType, form: str) -> None:
    cells = [next(one for one in verdicts if one.form == form) for verdicts in forms.verdicts().values()]
    assert len(cells) == len(METHODS)
    assert any(cell.reach is not Reach.NOT_JUDGED for cell in cells)
    assert all((cell.why_not is None) == (cell.reach is not Reach.NOT_JUDGED) for cell in cells)
