"""Editions by year: each as it was published, what changed and why, masks, files, two beside each other."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laget.apps.accounts.models import Organisation, User
from laget.apps.followup.actions.editions import keep_edition
from laget.apps.followup.actions.masks import mask_passage
from laget.apps.followup.queries import document_of, edition_at
from laget.core.followup.revision import Change, Revision

pytestmark = pytest.mark.django_db


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_years_are_listed_with_the_latest_first(client: Client, region: Organisation) -> None:
    page = read(client, "/halland/uppfoljning/")
    assert page.index("Uppföljning 2025") < page.index("Uppföljning 2024")


def test_an_edition_shows_texts_with_their_numbers_and_who_signed(
    client: Client, region: Organisation
) -> None:
    page = read(client, "/halland/uppfoljning/2025/")
    assert "Det startas fler företag." in page
    assert "43,4 procent av invånarna" in page
    assert "{{" not in page
    assert "[[" not in page
    assert "Undertecknad av Stig Exempel 4 mars 2026" in page


def test_an_appraisal_stands_beside_the_computed_answers_with_a_name_of_its_own(
    client: Client, region: Organisation
) -> None:
    page = read(client, "/halland/uppfoljning/2025/")
    chapter = page[page.index('id="lagre-utslapp"') :]
    chapter = chapter[: chapter.index("</article>")]
    appraisal, computed = chapter.index("längre ifrån"), chapter.index("Räknat ur siffrorna")
    assert appraisal < computed
    assert "åt fel håll" in chapter[computed:]
    assert 'class="appraisal"' in chapter[:appraisal]


def test_why_each_verdict_changed_is_told(client: Client, region: Organisation) -> None:
    page = read(client, "/halland/uppfoljning/2025/")
    assert "Bedömningar som har ändrats sedan upplagan för 2024" in page
    assert "åt fel håll → nått, försämras → förbättras – nytt år" in page


def test_an_earlier_edition_stands_as_it_was_published(client: Client, region: Organisation) -> None:
    page = read(client, "/halland/uppfoljning/2024/1/")
    assert "Det startas färre företag per invånare än i riket" in page
    assert "2025)" not in page[page.index('id="fler-foretag"') : page.index('id="lagre-utslapp"')]


def test_a_correction_says_its_reason_and_the_corrected_edition_leads_to_it(
    client: Client, region: Organisation
) -> None:
    first = edition_at(region, year=2025)
    document = document_of(first).model_copy(update={"introduction": "Rättat."})
    keep_edition(region, actor=None, version=first.version, edition=document, reason="Ett ord var fel.")

    assert "Rättat." in read(client, "/halland/uppfoljning/2025/")
    assert "Ett ord var fel." in read(client, "/halland/uppfoljning/2025/2/")
    earlier = read(client, "/halland/uppfoljning/2025/1/")
    assert "Rättat." not in earlier
    assert "/halland/uppfoljning/2025/2/" in earlier
    assert "Ett ord var fel." in read(client, "/halland/uppfoljning/")


def test_the_files_are_the_document_and_its_verdicts(client: Client, region: Organisation) -> None:
    row = edition_at(region, year=2025)
    row.refresh_from_db()
    answer = client.get("/halland/uppfoljning/2025/1/upplaga.json")
    assert answer.content.decode() == row.document
    table = read(client, "/halland/uppfoljning/2025/1/verdicts.csv")
    assert len(table.splitlines()) == 1 + len(document_of(row).verdicts)


def masked_everywhere(client: Client, gone: str) -> None:
    shown = "[maskerat, OSL 21 kap. 1 §]"
    for path in ("", "1/", "1/upplaga.json", "1/verdicts.csv"):
        page = read(client, f"/halland/uppfoljning/2025/{path}")
        assert gone not in page
        assert shown in page or path.endswith("csv")
    assert gone not in read(client, "/en/halland/uppfoljning/2025/")
    assert gone not in read(client, "/halland/uppfoljning/jamfor/?fran=2024&till=2025")


def test_a_masked_passage_is_masked_in_every_view_and_file(client: Client, region: Organisation) -> None:
    row = edition_at(region, year=2025)
    mask_passage(region, actor=None, edition=row, passage="värmeverket bytt bränsle", paragraph="21 kap 1§")
    masked_everywhere(client, "värmeverket")
    assert "värmeverket" in document_of(row).accounts["lagre-utslapp"].causes


def test_a_masked_number_takes_its_figure_with_it(client: Client, region: Organisation) -> None:
    row = edition_at(region, year=2025)
    mask_passage(
        region,
        actor=None,
        edition=row,
        passage="71,9 procent",
        paragraph="21 kap. 1 §",
        place="vard-man-litar-pa.text",
    )
    page = read(client, "/halland/uppfoljning/2025/")
    whole = json.loads(client.get("/halland/uppfoljning/2025/1/upplaga.json").content)
    assert "71,9" not in page
    assert "2025" not in whole["cells"]["fortroende-vardcentral"]["total"]["13"]
    assert "71.9" not in read(client, "/halland/uppfoljning/2025/1/verdicts.csv")


def test_two_editions_are_compared_with_what_changed(client: Client, region: Organisation) -> None:
    page = read(client, "/halland/uppfoljning/jamfor/?fran=2024&till=2025")
    line = page[page.index("Nystartade företag per 1") :]
    assert "åt fel håll → nått" in line[: line.index("</tr>")]
    assert "längre ifrån" in page
    assert client.get("/halland/uppfoljning/jamfor/?fran=1999").status_code == 404


def test_a_year_without_an_edition_is_not_there(client: Client, region: Organisation) -> None:
    assert client.get("/halland/uppfoljning/2019/").status_code == 404
    assert client.get("/halland/uppfoljning/2025/7/").status_code == 404


def test_another_region_has_none_of_them(client: Client, region: Organisation) -> None:
    Organisation.objects.create(slug="annan", name="En annan region", area="12")
    assert client.get("/annan/uppfoljning/2025/").status_code == 404
    assert "Ingen uppföljning är publicerad än." in read(client, "/annan/uppfoljning/")


def test_somebody_who_is_gone_has_signed_without_a_name(client: Client, region: Organisation) -> None:
    User.objects.filter(email="analytiker@example.se").delete()
    page = read(client, "/halland/uppfoljning/2025/")
    assert "Anna Exempel" not in page
    assert "någon som inte längre är här" in page


def test_a_longer_list_of_editions_asks_the_database_no_more(client: Client, region: Organisation) -> None:
    def asked(path: str) -> int:
        read(client, path)
        with CaptureQueriesContext(connection) as queries:
            read(client, path)
        return len(queries)

    row = edition_at(region, year=2025)

    def correct(reason: str, *, masked: str) -> None:
        keep_edition(region, actor=None, version=row.version, edition=document_of(row), reason=reason)
        mask_passage(region, actor=None, edition=row, passage=masked, paragraph="21 kap. 1 §")

    correct("Ett.", masked="Hylte")
    before = asked("/halland/uppfoljning/"), asked("/halland/uppfoljning/2025/1/")
    correct("Två.", masked="Laholm")
    correct("Tre.", masked="Halmstad")
    assert (asked("/halland/uppfoljning/"), asked("/halland/uppfoljning/2025/1/")) == before


def test_what_is_masked_is_not_found_by_searching_either(client: Client, region: Organisation) -> None:
    assert "värmeverket" in read(client, "/sok/?q=värmeverket")
    client.force_login(User.objects.get(email="strateg@example.se"))
    asked = {"passage": "värmeverket bytt bränsle", "place": "", "paragraph": "21 kap. 1 §"}
    answer = client.post("/halland/uppfoljning/2025/1/maskera/", asked)
    assert answer.status_code == 302
    client.logout()
    assert "bytt bränsle" not in read(client, "/sok/?q=värmeverket")


def test_figures_that_were_revised_are_listed_with_what_they_were(
    client: Client, region: Organisation
) -> None:
    row = edition_at(region, year=2025)
    document = document_of(row)
    used = document.indicators["eftergymnasial"]
    changes = (Change(area="13", period="2019", group="total", old=40.0, new=41.5),)
    revision = Revision(indicator="eftergymnasial", before="0" * 64, after=used.figures, changes=changes)
    revised = document.model_copy(update={"revisions": (revision,)})
    keep_edition(region, actor=None, version=row.version, edition=revised, reason="Nya siffror.")

    page = read(client, "/halland/uppfoljning/2025/")
    table = page[page.index('id="revisions"') :]
    assert "Hallands län" in table
    assert "40,0" in table
    assert "41,5" in table
    assert client.get("/en/halland/uppfoljning/2025/").status_code == 200
