"""A mask and a file of a region's own that are sent twice, by a double click or a reload, are one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from laget.apps.accounts.models import Organisation, Role
from laget.apps.audit.models import Entry
from laget.apps.followup import actions
from laget.apps.followup.actions import masks
from laget.apps.followup.models import Edition, Mask
from laget.apps.followup.queries.drafts import draft_at, draft_hash, part_hash, parts_of
from laget.apps.followup.queries.statistics import files_of
from laget.data import region_files
from laget.data.region_files import kept_files
from tests.apps.conftest import AtOnce
from tests.apps.followup.conftest import TEXT, YEAR, member

pytestmark = pytest.mark.usefixtures("committed")
ELEMENT = "hogre-utbildning"
DATA = b"kommun;ar;antal\n1380;2024;12\n"


@pytest.fixture
def region(committed: None, make_region: Callable[[], Organisation]) -> Organisation:
    return make_region()


@pytest.fixture
def edition(region: Organisation) -> Edition:
    actions.start_edition(region, actor=None, year=YEAR)
    part = parts_of(draft_at(region)).get(ELEMENT)
    actions.write_part(region, actor=None, element=ELEMENT, values={"text": TEXT}, seen=part_hash(part))
    draft = draft_at(region)
    content = draft_hash(draft, parts_of(draft))
    actions.approve_edition(region, actor=member(region, Role.STRATEGIST), seen=content)
    return actions.publish_edition(region, actor=None, seen=content)


def press_for(edition: Edition) -> Callable[[], object]:
    return partial(
        actions.mask_passage,
        edition.organisation,
        actor=None,
        edition=edition,
        passage="eftergymnasial utbildning",
        paragraph="21 kap. 1 §",
    )


def test_a_passage_masked_by_three_presses_is_one_mask(edition: Edition, at_once: AtOnce) -> None:
    press = press_for(edition)
    outcomes = at_once(press, press, press)
    assert {getattr(one, "pk", one) for one in outcomes} == {Mask.objects.get().pk}, outcomes
    assert Entry.objects.filter(action="mask_passage").count() == 1
    press()
    assert Mask.objects.count() == 1


def test_without_looking_for_the_mask_it_would_be_two(
    edition: Edition, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary of the mask."""
    monkeypatch.setattr(masks, "_known", lambda *_, **__: None)
    press = press_for(edition)
    at_once(press, press)
    assert Mask.objects.count() == 2


def test_another_ground_or_another_place_is_another_mask(edition: Edition) -> None:
    mask = partial(
        actions.mask_passage, edition.organisation, actor=None, edition=edition, passage="utbildning"
    )
    mask(paragraph="21 kap. 1 §")
    mask(paragraph="21 kap. 7 §")
    mask(paragraph="21 kap. 1 §", place=f"{ELEMENT}.text")
    assert Mask.objects.count() == 3


def test_a_file_sent_by_three_presses_is_one(region: Organisation, at_once: AtOnce) -> None:
    press = partial(actions.keep_own_file, region, actor=None, name="Resor.csv", data=DATA)
    assert at_once(press, press, press) == ["resor.csv"] * 3
    assert press() == "resor.csv"
    assert Entry.objects.filter(action="keep_own_file").count() == 1


def test_a_file_with_other_bytes_takes_its_place(region: Organisation) -> None:
    keep = partial(actions.keep_own_file, region, actor=None, name="Bussar.csv")
    for data in (DATA, DATA + b"1383;2024;4\n", DATA):
        keep(data=data)
    assert Entry.objects.filter(action="keep_own_file").count() == 3
    assert len([one for one in kept_files(files_of(region)) if one.name == "bussar.csv"]) == 1


def test_without_looking_at_the_bytes_it_would_be_told_of_twice(
    region: Organisation, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary of the file."""

    def never(_folder: Path, _kept: region_files.Kept) -> bool:
        return False

    monkeypatch.setattr(region_files, "_lies_in", never)
    press = partial(actions.keep_own_file, region, actor=None, name="Vagar.csv", data=DATA)
    at_once(press, press)
    assert Entry.objects.filter(action="keep_own_file").count() == 2
