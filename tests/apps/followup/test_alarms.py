"""A revision alarm stops publishing until a person has said yes."""

import shutil
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from laget.apps.accounts.models import Organisation, Role
from laget.apps.followup import actions
from laget.apps.followup.actions.drafts import NotFit
from laget.apps.followup.queries.drafts import computed_of, draft_at, draft_hash, part_hash, parts_of
from laget.cli.home import writing
from laget.core.strategy.document import StrategyDocument
from laget.data.editions import alarms_from
from laget.data.figures import store_at
from laget.data.refresh import refresh
from laget.data.snapshot import Acceptance
from laget.data.sources.bundled import Bundled
from laget.data.wanted import wanted
from tests.apps.followup.conftest import TEXT, YEAR, member

pytestmark = pytest.mark.django_db
ROW = "eftergymnasial,13,2015,totalt,"


@pytest.fixture
def own_store(settings: Any, tmp_path: Path, example: StrategyDocument) -> Path:
    """A store of the test's own, with the example's figures."""
    folder = tmp_path / "store"
    shutil.copytree(settings.STORE, folder)
    settings.STORE = folder
    return folder


def revise(folder: Path, document: StrategyDocument, *, tmp_path: Path) -> None:
    """Let the publisher change an old figure by far."""
    text = (files("laget.demo") / "figures.csv").read_text(encoding="utf-8")
    lines = [
        f"{ROW}25.0,{line.split(',', 5)[5]}" if line.startswith(ROW) else line for line in text.splitlines()
    ]
    changed = tmp_path / "figures.csv"
    changed.write_text("\n".join([*lines, ""]), encoding="utf-8")
    with writing(store_at(folder)) as writer:
        asked = [(Bundled(changed), wanted(document))]
        refresh(document, asked=asked, writer=writer, at=datetime.now(UTC), progress=lambda *_: None)


def test_an_alarm_stops_publishing_until_somebody_has_said_yes(
    halland: Organisation, example: StrategyDocument, own_store: Path, tmp_path: Path
) -> None:
    draft = actions.start_edition(halland, actor=None, year=YEAR)
    actions.write_part(
        halland, actor=None, element="hogre-utbildning", values={"text": TEXT}, seen=part_hash(None)
    )
    content = draft_hash(draft, parts_of(draft))
    actions.approve_edition(halland, actor=member(halland, Role.STRATEGIST), seen=content)
    revise(own_store, example, tmp_path=tmp_path)

    with pytest.raises(NotFit) as refused:
        actions.publish_edition(halland, actor=None, seen=content)
    assert (
        "Äldre siffror har ändrats: Invånare 25–64 år med eftergymnasial utbildning." in refused.value.said.sv
    )
    assert draft_at(halland)

    with writing(store_at(own_store)) as writer:
        for one in alarms_from(store_at(own_store), computed_of(draft), since=None):
            assert one.alarm is not None
            writer.accept(
                Acceptance(alarm=one.alarm, by="Stig", reason="Rätt enligt SCB.", at=datetime.now(UTC))
            )
    assert actions.publish_edition(halland, actor=None, seen=content).number == 1
