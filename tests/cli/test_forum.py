"""Programmes go in to an installation from files of others and out of it again, item by item."""

from pathlib import Path

import pytest

from laget.apps.accounts.models import Organisation
from laget.apps.forum.actions.events import decide_event
from laget.apps.forum.actions.programme import publish_programme
from laget.apps.forum.models import Event, Session
from tests.cli.conftest import Run

pytestmark = pytest.mark.django_db
SLUG = "programregionen"  # the example itself may be in the database
FILE = """\
Datum;Tid;Titel;Plats;Medverkande
2027-10-05;9-9.30;Välkommen;Aulan;Eva Exempel
;10.00;Paus;;
;nyss;Öppet hus;;
"""


@pytest.fixture
def region() -> Organisation:
    return Organisation.objects.create(slug=SLUG, name="Exempelregionen", area="13")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "hostforum.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_dry_run_needs_no_region_and_says_item_by_item(laget: Run, table: Path) -> None:
    told = laget("import", "forum", table, "--dry-run")
    assert told.exit_code == 0
    assert told.stdout.splitlines() == [
        "2027-10-05 09.00–09.30 Välkommen (Aulan, Eva Exempel)",
        "2027-10-05 10.00 Paus",
        "2027-10-05 Öppet hus",
        "Läst som tabell (CSV), UTF-8, semikolon. Punkter: 3. Anmärkningar: 1.",
    ]
    assert told.stderr.strip() == "Rad 4: ”nyss” är ingen tid som går att läsa; punkten kommer utan tid."


def test_a_programme_goes_in_once_and_out_in_every_form(
    laget: Run, region: Organisation, table: Path, tmp_path: Path
) -> None:
    dry = laget("import", "forum", table, "--host", SLUG, "--dry-run")
    assert "Skulle bli nya punkter: 3, i ett nytt utkast, ”hostforum”." in dry.stdout
    assert not Event.objects.filter(organisation=region).exists()
    brought = laget("import", "forum", table, "--host", SLUG)
    assert brought.exit_code == 0
    assert "Nya punkter: 3, i evenemanget hostforum. Fanns redan: 0." in brought.stdout
    again = laget("import", "forum", table, "--host", SLUG)
    assert again.stdout.strip() == "Allt i filen finns redan."
    event = Event.objects.get(organisation=region)
    decide_event(region, actor=None, event=event, state="published", revision=None)
    publish_programme(region, actor=None, event=event)
    for form in ("ics", "json", "xml", "csv", "xlsx"):
        out = tmp_path / f"ut.{form}"
        assert laget("export", "forum", "--region", SLUG, "--event", "hostforum", "--out", out).exit_code == 0
        back = laget("import", "forum", out, "--host", SLUG, "--event", "hostforum")
        assert back.stdout.strip() == "Allt i filen finns redan.", form
    assert Session.objects.filter(event=event).count() == 3


def test_the_only_region_need_not_be_said_and_with_two_nothing_is_written(
    laget: Run, region: Organisation, table: Path
) -> None:
    assert "Nya punkter: 3, i evenemanget hostforum." in laget("import", "forum", table).stdout
    Organisation.objects.create(slug="annan", name="Annan")
    Event.objects.filter(organisation=region).update(title="En annan")
    told = laget("import", "forum", table)
    assert told.exit_code == 1
    assert "2027-10-05 10.00 Paus" in told.stdout
    assert "Inget är sparat. Säg vilken region programmet gäller: --host SLUG." in told.stderr
    assert Event.objects.count() == 1


def test_the_day_of_a_file_with_times_alone_is_said(laget: Run, region: Organisation, tmp_path: Path) -> None:
    path = tmp_path / "tider.csv"
    path.write_text("Tid;Titel\n9.05;Punkt\n", encoding="utf-8")
    told = laget("import", "forum", path, "--host", SLUG, "--day", "2027-10-05")
    assert told.exit_code == 0
    assert str(Session.objects.get(event__organisation=region).starts) == "2027-10-05 07:05:00+00:00"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("import", "forum", "finns-inte.ics"), "finns-inte.ics går inte att öppna."),
        (
            ("import", "forum", "TABLE", "--host", SLUG, "--event", "x"),
            f"Säg vilket evenemang: --event SLUG. {SLUG} har –.",
        ),
        (("import", "forum", "EMPTY", "--host", SLUG), "Filen är tom."),
        (("export", "forum", "--region", SLUG), f"Säg vilket evenemang: --event SLUG. {SLUG} har –."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    laget: Run, region: Organisation, table: Path, given: tuple[str, ...], said: str
) -> None:
    empty = table.with_name("tom.ics")
    empty.write_bytes(b"")
    told = laget(*({"TABLE": table, "EMPTY": empty}.get(one, one) for one in given))
    assert (told.exit_code, told.stderr.strip()) == (1, said)
