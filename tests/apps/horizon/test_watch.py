"""What the economy is followed by: chosen among the strategy's indicators, in the order that is given."""

import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.audit.models import Entry
from laget.apps.horizon.actions import NotFollowed, watch_indicators
from laget.apps.horizon.models import Watched
from tests.apps.horizon.test_permissions import followed

pytestmark = pytest.mark.django_db


def test_an_indicator_is_watched_once_however_often_it_is_named(region: Organisation) -> None:
    name = followed(region)
    watch_indicators(region, actor=None, indicators=[name, name])
    watch_indicators(region, actor=None, indicators=[name])
    assert list(Watched.objects.values_list("indicator", "place")) == [(name, 1)]
    assert Entry.objects.filter(action="watch_indicators").count() == 1


def test_what_the_strategy_does_not_have_is_refused_and_nothing_is_changed(region: Organisation) -> None:
    name = followed(region)
    watch_indicators(region, actor=None, indicators=[name])
    with pytest.raises(NotFollowed):
        watch_indicators(region, actor=None, indicators=["annat"])
    assert [one.indicator for one in Watched.objects.all()] == [name]


def test_nothing_chosen_is_nothing_watched(region: Organisation) -> None:
    watch_indicators(region, actor=None, indicators=[followed(region)])
    watch_indicators(region, actor=None, indicators=[])
    assert not Watched.objects.exists()
