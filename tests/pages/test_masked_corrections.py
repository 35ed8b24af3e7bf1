"""What is masked stays so: in the year's other editions, in corrections and for people outside."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup import actions
from laget.apps.followup.actions.contributors import HoldsSecrets
from laget.apps.followup.actions.editions import keep_edition
from laget.apps.followup.actions.masks import lift_mask, mask_passage
from laget.apps.followup.models import Edition
from laget.apps.followup.queries import document_of, edition_at, mask_rows
from laget.core.followup.account import NOTHING_WRITTEN
from laget.pages.index import index
from tests.pages.test_editions import read

pytestmark = pytest.mark.django_db
LAW = "21 kap. 1 §"
SHOWN = "[maskerat, OSL 21 kap. 1 §]"
PASSAGE = "värmeverket bytt bränsle"
PART = "lagre-utslapp"


def mask(region: Organisation, row: Edition, passage: str = PASSAGE) -> None:
    mask_passage(region, actor=None, edition=row, passage=passage, paragraph=LAW)


def again(region: Organisation, row: Edition, *, reason: str = "Ett stavfel.", **changed: object) -> Edition:
    """Publish the same texts as the next number of the year."""
    document = document_of(row).model_copy(update=changed)
    return keep_edition(region, actor=None, version=row.version, edition=document, reason=reason)


@pytest.mark.parametrize("masked_first", [True, False])
def test_a_mask_holds_for_every_edition_of_its_year(
    client: Client, region: Organisation, *, masked_first: bool
) -> None:
    row = edition_at(region, year=2025)
    if masked_first:
        mask(region, row)
    again(region, row)
    if not masked_first:
        mask(region, row)
    index(region)
    for path in ("2025/", "2025/1/", "2025/2/", "2025/1/upplaga.json", "2025/2/upplaga.json"):
        page = read(client, f"/halland/uppfoljning/{path}")
        assert "värmeverket" not in page, path
        assert SHOWN in page, path
    assert "bytt bränsle" not in read(client, "/sok/?q=värmeverket")


def test_the_page_of_each_number_lists_the_mask_and_lifts_it(client: Client, region: Organisation) -> None:
    row = edition_at(region, year=2025)
    mask(region, row)
    later = again(region, row)
    client.force_login(User.objects.get(email="strateg@example.se"))
    assert PASSAGE in read(client, "/halland/uppfoljning/2025/2/maskera/")
    lift_mask(region, actor=None, edition=later, mask=mask_rows(later).get())
    assert PASSAGE in read(client, "/halland/uppfoljning/2025/1/")


def test_a_masked_figure_stays_hidden_where_a_correction_says_nothing_of_it(
    client: Client, region: Organisation
) -> None:
    row = edition_at(region, year=2025)
    mask(region, row, "71,9 procent")
    again(region, row, **dict(NOTHING_WRITTEN))
    for path in ("2025/2/", "2025/2/upplaga.json", "2025/2/verdicts.csv", "jamfor/?fran=2024&till=2025.2"):
        page = read(client, f"/halland/uppfoljning/{path}")
        assert "71,9" not in page, path
        assert "71.9" not in page, path


def test_the_reason_for_a_correction_is_masked_as_well(client: Client, region: Organisation) -> None:
    row = edition_at(region, year=2025)
    later = again(
        region, row, reason="Att värmeverket bytt bränsle skulle inte stå här, och inte Exempelbolaget."
    )
    mask(region, row)
    mask(region, later, "Exempelbolaget")
    for path in ("", "2025/", "2025/2/"):
        page = read(client, f"/halland/uppfoljning/{path}")
        assert "värmeverket" not in page, path
        assert "Exempelbolaget" not in page, path
    assert SHOWN in read(client, "/halland/uppfoljning/")


def test_a_correction_is_previewed_as_it_will_be_read(client: Client, region: Organisation) -> None:
    row = edition_at(region, year=2025)
    mask(region, row)
    actions.start_correction(region, actor=None, edition=row, reason="Ett stavfel.")
    client.force_login(User.objects.get(email="lasare@example.se"))
    page = read(client, "/halland/uppfoljning/utkast/las/")
    assert "värmeverket" not in page
    assert SHOWN in page


def send(region: Organisation) -> str:
    return actions.send_parts(
        region,
        actor=None,
        email="utanfor@example.org",
        elements=[PART],
        site="https://laget.example",
        now=datetime.now(UTC),
    ).removeprefix("https://laget.example")


def test_a_part_with_something_masked_is_sent_to_nobody_outside(region: Organisation) -> None:
    row = edition_at(region, year=2025)
    mask(region, row)
    actions.start_correction(region, actor=None, edition=row, reason="Ett stavfel.")
    with pytest.raises(HoldsSecrets, match="masked"):
        send(region)


def test_a_link_shows_no_longer_what_is_masked_after_it_was_sent(
    client: Client, region: Organisation
) -> None:
    row = edition_at(region, year=2025)
    actions.start_correction(region, actor=None, edition=row, reason="Ett stavfel.")
    link = send(region)
    assert "värmeverket" in read(client, f"{link}{PART}/")
    mask(region, row)
    answer = client.get(f"{link}{PART}/")
    assert answer.status_code == 404
    assert "värmeverket" not in answer.content.decode()
