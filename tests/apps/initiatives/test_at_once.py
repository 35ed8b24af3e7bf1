"""Two who change or remove an initiative at the same time: one does, the other is told."""

from collections.abc import Callable

import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.initiatives.actions import add_initiative, change_initiative, remove_initiative
from laget.apps.initiatives.models import Initiative
from laget.apps.kept import ChangedMeanwhile
from laget.core.initiatives import Described


@pytest.mark.parametrize("kind", ["change", "remove"])
def test_two_at_once_do_not_both_win(
    committed: None, at_once: Callable[..., list[object]], kind: str
) -> None:
    organisation = Organisation.objects.create(slug="pa-en-gang", name="På en gång", area="13")
    row = add_initiative(organisation, actor=None, wanted=Described(title="Lots", owner="En kommun"))

    def act(owner: str) -> Callable[[], object]:
        if kind == "remove":
            return lambda: remove_initiative(organisation, actor=None, initiative=row, revision=1)
        wanted = Described(title="Lots", owner=owner)
        return lambda: change_initiative(organisation, actor=None, initiative=row, wanted=wanted, revision=1)

    outcomes = at_once(act("A"), act("B"))
    told = [one for one in outcomes if isinstance(one, ChangedMeanwhile | Initiative.DoesNotExist)]
    assert len(told) == 1, outcomes
