"""A file is brought, found by whoever brought it, given as an attachment, and cleared when nobody has it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone

from laget.apps.accounts.models import Organisation, User
from laget.apps.audit.models import Entry
from laget.apps.evidence.models import Evidence
from laget.apps.media.actions import bring_file
from laget.apps.media.jobs import clear_files
from laget.apps.media.models import File
from laget.apps.media.queries import brought_by, bytes_of
from laget.apps.media.views import attachment
from laget.data.media import UnfitFile

pytestmark = pytest.mark.django_db
LATER = timedelta(days=2)


@pytest.fixture
def halland(settings: Any, tmp_path: Path) -> Organisation:
    settings.MEDIA_ROOT = tmp_path
    return Organisation.objects.create(slug="halland", name="Exempelregionen")


def brought(organisation: Organisation, name: str = "svar.txt", data: bytes = b"Ja.") -> File:
    return bring_file(organisation, actor=None, name=name, data=data)


def of_file(organisation: Organisation, file: File, slug: str) -> Evidence:
    return Evidence.objects.create(organisation=organisation, slug=slug, year=2025, file=file)


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("Enkät 2024.TXT", "Enkät 2024.txt"),
        ("C:\\Användare\\eva\\svar.txt", "svar.txt"),
        ("../../etc/svar.txt", "svar.txt"),
        ('a"b<c>\u202e\r\n.txt', "abc.txt"),
        ("???.txt", "fil.txt"),
        (f"{'a' * 300}.txt", f"{'a' * 120}.txt"),
    ],
)
def test_a_name_is_made_plain(halland: Organisation, sent: str, name: str) -> None:
    assert brought(halland, sent).name == name


def test_a_limit_is_a_setting(halland: Organisation, settings: Any) -> None:
    settings.MEDIA_MEGABYTES = 1
    with pytest.raises(UnfitFile, match="larger than 1 MB"):
        brought(halland, data=b"a" * 1_000_001)
    assert not File.objects.exists()


def test_the_log_does_not_say_what_a_file_is_called(halland: Organisation) -> None:
    brought(halland, "hemlig.txt", b"hemligt")
    entry = Entry.objects.get()
    assert (entry.action, entry.detail) == ("bring_file", {"kind": "txt", "bytes": 7})
    assert "hemlig" not in entry.subject


def test_only_whoever_brought_a_file_finds_it(halland: Organisation) -> None:
    eva, bo = (User.objects.create_user(f"{name}@example.se") for name in ("eva", "bo"))
    file = brought(halland)
    File.objects.update(brought_by=eva)
    elsewhere = Organisation.objects.create(slug="annan", name="Annan")
    assert brought_by(halland, eva, file.pk) == file
    assert brought_by(halland, bo, file.pk) is None
    assert brought_by(elsewhere, eva, file.pk) is None


def test_a_file_is_an_attachment_that_no_browser_guesses_at(halland: Organisation) -> None:
    answer = attachment(brought(halland, "Röster från unga.txt"), is_open=False)
    assert b"".join(answer.streaming_content) == b"Ja."  # type: ignore[arg-type]
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''R%C3%B6ster")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "text/plain"
    assert answer["Cache-Control"] == "private, no-store"
    answer.close()


def test_a_file_whose_bytes_are_gone_is_not_there(halland: Organisation) -> None:
    file = brought(halland)
    bytes_of(file).unlink()
    with pytest.raises(Http404):
        attachment(file, is_open=True)


def test_a_file_that_nothing_points_at_goes_in_a_day(halland: Organisation) -> None:
    left, had = brought(halland, data=b"nej"), brought(halland)
    of_file(halland, had, "ett")
    now = timezone.now()
    assert clear_files(now) == 0
    assert clear_files(now + LATER) == 1
    assert [*File.objects.all()] == [had]
    assert (bytes_of(had).is_file(), bytes_of(left).is_file()) == (True, False)
    assert clear_files(now + LATER) == 0


def test_bytes_stay_as_long_as_any_file_has_them(halland: Organisation) -> None:
    elsewhere = Organisation.objects.create(slug="annan", name="Annan")
    left, had = brought(halland), brought(elsewhere)
    of_file(elsewhere, had, "ett")
    assert left.hash == had.hash
    assert clear_files(timezone.now() + LATER) == 1
    assert bytes_of(had).is_file()
