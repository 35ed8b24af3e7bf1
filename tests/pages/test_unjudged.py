"""What a reader meets where a strategy is adopted but nothing is judged, or there is nothing to judge."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from laget.apps.accounts.models import Organisation
from laget.apps.followup.actions import judge_today
from laget.apps.followup.jobs import judged_anew
from laget.apps.strategy.actions import adopt_strategy
from laget.core.strategy.document import StrategyDocument
from laget.data.figures import NothingToJudge
from laget.pages.standing import standing_of

pytestmark = pytest.mark.django_db
MEASURE = {
    "id": "matt",
    "title": "Måttet",
    "unit": "percent",
    "better": "higher",
    "source": {"publisher": "kolada", "kpi": "N00001"},
    "follows": ["allt"],
}
AIM = {"id": "t", "element": "allt", "indicator": "matt", "form": "at_least", "value": 50, "year": 2030}
Adopt = Callable[..., Organisation]


@pytest.fixture
def adopt() -> Adopt:
    """Adopt a strategy of one area and nothing else, with what more it is to have."""

    def adopted(**more: Any) -> Organisation:
        organisation, _ = Organisation.objects.get_or_create(slug="tomt", name="Tomt län")
        document = {
            "format": "laget/1",
            "region": {"slug": "tomt", "code": "21", "name": "Tomt län"},
            "strategy": {
                "id": "rus",
                "version": 1,
                "title": "Ett enda område",
                "period": {"from": 2025},
                "decision": {"body": "regionfullmäktige", "date": "2025-06-12"},
            },
            "levels": {"malomrade": {"title": "Målområde", "like": "priority"}},
            "elements": [{"id": "allt", "level": "malomrade", "title": "Allt i ett"}],
        }
        adopt_strategy(organisation, actor=None, document=StrategyDocument.model_validate(document | more))
        return organisation

    return adopted


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("path", ["/tomt/", "/tomt/gap/"])
def test_an_adopted_strategy_that_is_not_judged_is_shown_as_that(
    client: Client, adopt: Adopt, path: str
) -> None:
    adopt()
    html = read(client, path)
    assert "Ett enda område antogs den 12 juni 2025. Hur det går är inte bedömt än." in html
    assert 'href="/tomt/strategi/"' in html
    assert "Sidan uppdaterades senast" in html


def test_its_start_page_leads_to_what_it_has_in_place_of_goals(client: Client, adopt: Adopt) -> None:
    adopt()
    assert 'href="/tomt/mal/allt/">Allt i ett</a>' in read(client, "/tomt/")


def test_a_strategy_without_an_end_holds_until_further_notice(client: Client, adopt: Adopt) -> None:
    adopt()
    assert "Från 2025 och tills vidare" in read(client, "/tomt/strategi/")


def test_a_strategy_without_indicators_is_adopted_and_has_nothing_to_judge(adopt: Adopt) -> None:
    organisation = adopt()
    version = organisation.versions.get()
    with pytest.raises(NothingToJudge, match="no figures yet"):
        judge_today(organisation, version=version, store=Path(settings.STORE))
    assert judged_anew(organisation) == []


@pytest.mark.parametrize("path", ["", "ursprung/"])
def test_an_indicator_has_its_page_before_its_figures(client: Client, adopt: Adopt, path: str) -> None:
    adopt(indicators=[MEASURE], targets=[AIM])
    assert "/tomt/indikator/matt/" in read(client, "/tomt/mal/allt/")
    html = read(client, f"/tomt/indikator/matt/{path}")
    assert "Inga siffror har hämtats än." in html
    assert "Följs utan målvärde" not in html
    assert client.get("/tomt/indikator/matt/siffror.csv").status_code == 404


def test_what_was_judged_of_an_earlier_version_is_not_shown_as_todays(
    client: Client, region: Organisation
) -> None:
    standing = standing_of(region)
    assert standing is not None
    document = standing.document
    strategy = document.strategy.model_copy(update={"title": "En ny strategi", "version": 3})
    adopt_strategy(region, actor=None, document=document.model_copy(update={"strategy": strategy}))
    assert standing_of(region) is None
    assert "Hur det går är inte bedömt än." in read(client, "/halland/")
