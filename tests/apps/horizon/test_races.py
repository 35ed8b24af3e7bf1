"""Two who write at once: drives that together would go round, and one signal changed by both."""

import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.horizon.actions import Parts, WayRound, keep_signal
from laget.apps.horizon.models import Drive, Signal
from laget.apps.kept import ChangedMeanwhile
from tests.apps.conftest import AtOnce
from tests.apps.horizon.conftest import FIRST, kept


@pytest.mark.usefixtures("committed")
def test_two_drives_that_together_go_round_are_one(at_once: AtOnce) -> None:
    region = Organisation.objects.create(slug="halland", name="Exempelregionen", area="13")
    a, b = kept(region, "A"), kept(region, "B")

    def drive(driver: Signal, driven: Signal) -> Signal:
        parts = Parts(drives=[Drive(driver=driver, text="")])
        return keep_signal(region, actor=None, written=driven, parts=parts, today=FIRST)

    outcomes = at_once(lambda: drive(a, b), lambda: drive(b, a))
    assert sorted(type(one).__name__ for one in outcomes) == ["Signal", WayRound.__name__]
    assert Drive.objects.count() == 1


@pytest.mark.usefixtures("committed")
def test_of_two_who_change_a_signal_at_once_one_is_told(at_once: AtOnce) -> None:
    region = Organisation.objects.create(slug="halland", name="Exempelregionen", area="13")
    signal = kept(region, "A")

    def change(title: str) -> Signal:
        written = Signal.objects.get(pk=signal.pk)
        written.title = title
        return keep_signal(region, actor=None, written=written, parts=Parts(), today=FIRST, revision=1)

    outcomes = at_once(lambda: change("B"), lambda: change("C"))
    assert sorted(type(one).__name__ for one in outcomes) == [ChangedMeanwhile.__name__, "Signal"]
    assert Signal.objects.get().revision == 2
