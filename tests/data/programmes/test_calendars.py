"""Calendars as others write them: what is lost is told, and none spoils another."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from laget.core.forum.brought import Brought, Entry
from laget.data.programmes.gathering import FileRefused
from laget.data.programmes.reading import programme_in

HOME = ZoneInfo("Europe/Stockholm")


def calendar(*lines: str, head: str = "", end: str = "\r\n") -> bytes:
    within = ["BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, head.split("\n")), *lines, "END:VCALENDAR", ""]
    return end.join(within).encode()


def event(*lines: str, summary: str = "Punkt") -> list[str]:
    return ["BEGIN:VEVENT", f"SUMMARY:{summary}", *lines, "END:VEVENT"]


def one(data: bytes) -> Entry:
    (item,) = programme_in(data).items
    return item


def said(brought: Brought) -> list[str]:
    return [remark.printed.sv for remark in brought.remarks]


def test_items_with_the_same_uid_are_kept_apart() -> None:
    lines = [
        line
        for hour in (9, 10, 11)
        for line in event("UID:samma", f"DTSTART:20251014T{hour:02}0000Z", summary=f"Punkt {hour}")
    ]
    brought = programme_in(calendar(*lines))
    assert [item.title for item in brought.items] == ["Punkt 9", "Punkt 10", "Punkt 11"]
    assert {item.uid for item in brought.items} == {"samma"}
    assert len({item.key for item in brought.items}) == 3


def test_stray_lines_before_the_calendar_are_told_of() -> None:
    data = b"\xef\xbb\xbfHej, h\xc3\xa4r \xc3\xa4r kalendern\n\n" + calendar(
        *event("DTSTART:20251014T090000Z")
    )
    brought = programme_in(data)
    assert len(brought.items) == 1
    assert said(brought) == ["Rad 1: ”Hej, här är kalendern” står utanför kalendern och används inte."]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_lines_end_as_they_will(end: str) -> None:
    lines = event("DTSTART:20251014T090000Z", "DESCRIPTION:En lång", "  text")
    assert one(calendar(*lines, end=end)).text == "En lång text"


def test_a_fold_that_cuts_a_letter_in_two_is_put_together() -> None:
    data = calendar(*event("DTSTART:20251014T090000Z", summary="Så går det"))
    at = data.index("å".encode()) + 1
    assert one(data[:at] + b"\r\n " + data[at:]).title == "Så går det"


@pytest.mark.parametrize("coding", ["utf-8", "cp1252", "latin-1", "utf-16", "utf-8-sig"])
def test_any_encoding_that_programs_write(coding: str) -> None:
    data = calendar(*event("DTSTART:20251014T090000Z", summary="Åtgärder på ön"))
    assert one(data.decode().encode(coding)).title == "Åtgärder på ön"


@pytest.mark.parametrize(
    ("written", "zone_lines"),
    [
        ("DTSTART:20251014T070000Z", ""),
        ("DTSTART;TZID=Europe/Stockholm:20251014T090000", ""),
        ("DTSTART;TZID=W. Europe Standard Time:20251014T090000", ""),
        ('DTSTART;TZID="W. Europe Standard Time":20251014T090000', ""),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Stockholm:20251014T090000", ""),
        ("DTSTART;TZID=America/New_York:20251014T030000", ""),
        ("DTSTART:20251014T030000", "X-WR-TIMEZONE:America/New_York"),
        (
            "DTSTART;TZID=Egen:20251014T120000",
            "BEGIN:VTIMEZONE\nTZID:Egen\nBEGIN:STANDARD\nTZOFFSETTO:+0500\nEND:STANDARD\nEND:VTIMEZONE",
        ),
        ("DTSTART:2025-10-14T09:00:00+02:00", ""),
    ],
)
def test_a_time_is_the_moment_that_is_meant(written: str, zone_lines: str) -> None:
    brought = programme_in(calendar(*event(written), head=zone_lines))
    assert brought.items[0].starts == datetime(2025, 10, 14, 7, tzinfo=UTC)
    assert said(brought) == []


def test_times_without_a_zone_are_swedish_and_counted() -> None:
    brought = programme_in(calendar(*event("DTSTART:20251014T090000", "DTEND:20251014T100000")))
    assert brought.items[0].starts == datetime(2025, 10, 14, 9, tzinfo=HOME)
    assert said(brought) == ["Tider utan tidszon: 2. De är lästa som svensk tid."]


def test_an_unknown_zone_is_told_once() -> None:
    lines = event("DTSTART;TZID=Månen:20251014T090000", "DTEND;TZID=Månen:20251014T100000")
    brought = programme_in(calendar(*lines))
    assert brought.items[0].starts == datetime(2025, 10, 14, 9, tzinfo=HOME)
    assert said(brought) == ["Tidszonen ”Månen” är okänd; läst som svensk tid."]


def test_an_end_is_said_in_two_ways_or_not_at_all() -> None:
    start = "DTSTART:20251014T090000Z"
    assert one(calendar(*event(start))).ends is None
    assert one(calendar(*event(start, "DURATION:PT1H30M"))).ends == datetime(2025, 10, 14, 10, 30, tzinfo=UTC)
    assert one(calendar(*event(start, "DTEND:20251014T090000Z"))).ends is None
    brought = programme_in(calendar(*event(start, "DTEND:20251014T080000Z")))
    assert brought.items[0].ends is None
    assert said(brought) == ["Rad 3 (”Punkt”): slutet är före starten; sluttiden används inte."]


def test_lines_of_a_plain_text_stay_lines() -> None:
    lines = "Arrangör: Exempel\\nStart: 9.00\\n- en lista\\n\\nNytt stycke"
    text = one(calendar(*event("DTSTART:20251014T090000Z", f"DESCRIPTION:{lines}"))).text
    assert text == "Arrangör: Exempel  \nStart: 9.00\n- en lista\n\nNytt stycke"
    wide = "\\n".join(["ord " * 16 + "slut"] * 2)
    text = one(calendar(*event("DTSTART:20251014T090000Z", f"DESCRIPTION:{wide}"))).text
    assert "  \n" not in text


def test_whole_days() -> None:
    item = one(calendar(*event("DTSTART;VALUE=DATE:20251014", "DTEND;VALUE=DATE:20251015")))
    assert (item.on, item.until, item.starts) == (date(2025, 10, 14), None, None)
    item = one(calendar(*event("DTSTART;VALUE=DATE:20251014", "DURATION:P2D")))
    assert (item.on, item.until) == (date(2025, 10, 14), date(2025, 10, 15))
    assert one(calendar(*event("DTSTART:20251014"))).on == date(2025, 10, 14)


def test_what_is_no_item_is_told_one_by_one() -> None:
    brought = programme_in(
        calendar(
            *event("DTSTART:20251014T090000Z", "X-EGET:1", "GEO:1;2",
                   "ATTENDEE;CN=Privat:mailto:p@example.se"),
            "BEGIN:VTODO", "SUMMARY:Boka lokal", "END:VTODO",
            "BEGIN:VFREEBUSY", "END:VFREEBUSY",
            *event("DTSTART:20251014T100000Z", "RRULE:FREQ=WEEKLY;COUNT=5", summary="Varje vecka"),
            "BEGIN:VEVENT", "DTSTART:20251014T110000Z", "END:VEVENT",
        )
    )  # fmt: skip
    assert [item.title for item in brought.items] == ["Punkt", *["Varje vecka"] * 5]
    assert brought.items[0].people == ()
    assert said(brought) == [
        "Rad 10 (”Boka lokal”): en uppgift, ingen programpunkt; används inte.",
        "Rad 13: ledig och upptagen tid, ingen programpunkt; används inte.",
        "Rad 15 (”Varje vecka”): upprepas (RRULE); 5 gånger tas med, till och med 2025-11-11.",
        "Rad 20: ingen titel (2025-10-14 13.00); punkten används inte.",
        "Fält som inte används: ATTENDEE (1), X-EGET (1), GEO (1).",
    ]


def test_one_broken_event_does_not_spoil_the_others() -> None:
    brought = programme_in(
        calendar(
            *event("DTSTART:igår", summary="Utan tid"),
            "BEGIN:VEVENT", "SUMMARY:Utan slut", "DTSTART:20251014T090000Z",
            *event("DTSTART:20251014T100000Z", "detta är ingen egenskap", summary="Hel"),
        )
    )  # fmt: skip
    assert [item.title for item in brought.items] == ["Utan tid", "Utan slut", "Hel"]
    told = "\n".join(said(brought))
    assert "ingen tid som går att läsa; punkten kommer utan tid." in told
    assert "VEVENT har inget slut; läst så långt det går." in told
    assert "en rad som inte är indragen är läst som fortsättning på raden före." in told


def test_html_becomes_words_and_what_could_do_harm_is_gone() -> None:
    html = (
        "<p>Välkommen <b>hit</b>!</p><ul><li>Ett</li><li>Två</li></ul><script>alert(1)</script>"
        '<a href="https://exempel.se/">Mer</a> <a href="javascript:x">fult</a> &amp; så'
    )
    item = one(calendar(*event("DTSTART:20251014T090000Z", f"DESCRIPTION:{html}")))
    assert item.text == "Välkommen hit!\n\n- Ett\n- Två\n\n[Mer](https://exempel.se/) fult & så"


def test_speakers_are_found_where_conference_tools_put_them() -> None:
    lines = event(
        "DTSTART:20251014T090000Z",
        "ATTENDEE;ROLE=REQ-PARTICIPANT;CN=Eva Exempel:invalid:nomail",
        "DESCRIPTION:Om läget.\\n\\nMedverkande: Nils Påhittad\\, Vera Exempel",
    )
    item = one(calendar(*lines))
    assert item.people == ("Nils Påhittad", "Vera Exempel", "Eva Exempel")
    assert item.text == "Om läget."


def test_a_calendar_without_its_frame_is_read() -> None:
    brought = programme_in("\n".join(event("DTSTART:20251014T090000Z")).encode())
    assert len(brought.items) == 1


def test_a_cancelled_item_is_cancelled() -> None:
    assert one(calendar(*event("DTSTART:20251014T090000Z", "STATUS:CANCELLED"))).is_cancelled
    item = one(calendar(*event("DTSTART:20251014T090000Z", summary="INSTÄLLT: Mingel")))
    assert (item.title, item.is_cancelled) == ("Mingel", True)


def test_a_page_about_a_calendar_is_no_calendar() -> None:
    with pytest.raises(FileRefused):
        programme_in(b"<!DOCTYPE html><html><body>Kalendern</body></html>")
