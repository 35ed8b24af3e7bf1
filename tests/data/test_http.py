"""The client against a server that answers by a script, and against every fault the replay server has."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from laget.core.words.said import Said
from laget.data.durable import CannotWrite
from laget.data.failures import Malformed
from laget.data.http import Client, Fault, Gone, Passing, Publisher, Request
from laget.data.limits import Limits, UnfitSetting, address
from laget.data.pace import Pace, Stopped

FAST = Pace(1000, 1.0)
ROWS = Request(path="/data/kpi/N01982/municipality/0013", query=(("page", "1"),))
TITLES = Request(path="/kpi/N01982", lasting=True)
Answer = Callable[[BaseHTTPRequestHandler], None]


class Page(BaseModel):
    values: list[Any]


def says(status: int, body: bytes = b'{"values": [1]}', **headers: str) -> Answer:
    """An answer with a status, a body and headers (an underscore is a hyphen)."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@dataclass
class Scripted:
    """A server that gives its answers in turn, the last one again and again."""

    base: str
    script: list[Answer] = field(default_factory=list)
    seen: list[tuple[float, str, str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def publisher(self) -> Publisher:
        return Publisher("test", "Testverket", self.base, FAST)


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    """Such a server on this machine."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: Any) -> None:
            pass

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with lock:
                server.seen.append((time.time(), self.command, self.path, dict(self.headers), body))
                answer = server.script.pop(0) if len(server.script) > 1 else server.script[0]
            answer(self)

        do_GET = do_POST = answer  # noqa: N815 - the names the standard library calls

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: Any) -> None:
            """A client that hangs up in the middle is what a test is about."""

    http = Server(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = Scripted(f"http://127.0.0.1:{http.server_port}")
    thread = threading.Thread(target=http.serve_forever, args=(0.01,))
    thread.start()
    yield server
    http.shutdown()
    http.server_close()
    thread.join()


def kolada(replay: Any) -> Publisher:
    return Publisher("kolada", "Kolada", replay.kolada, FAST)


def asked(replay: Any) -> list[str]:
    return [seen["url"] for seen in replay.log()]


# What may pass is tried again, with growing waits, at most five times


@pytest.mark.parametrize("kind", ["429", "503", "truncate", "html"])
def test_a_fault_that_passes_leaves_no_trace(client: Client, replay: Any, kind: str) -> None:
    replay.fault("/data/", kind, times=4, retry_after=0)
    _, page = client.ask(ROWS, of=kolada(replay), reads=Page.model_validate_json)
    assert len(page.values) == 13
    assert len(asked(replay)) == 5


def test_a_silence_that_passes_leaves_no_trace(tmp_path: Path, limits: Limits, replay: Any) -> None:
    replay.fault("/data/", "hang", times=1)
    with Client(folder=tmp_path, limits=replace(limits, read_seconds=2)) as client:
        _, page = client.ask(ROWS, of=kolada(replay), reads=Page.model_validate_json)
    assert len(page.values) == 13
    assert len(asked(replay)) == 2


@pytest.mark.parametrize(
    ("kind", "sv", "en"),
    [
        ("429", "tar inte emot fler anrop just nu (429)", "takes no more calls just now (429)"),
        ("503", "svarade med felet 503", "answered with the error 503"),
        ("truncate", "bröt av svaret på vägen", "broke off the answer on its way"),
        ("html", "svarade med en webbsida i stället för siffror", "answered with a web page"),
        ("hang", "svarade inte inom 0,3 s", "did not answer within 0.3 s"),
    ],
)
def test_a_fault_that_stays_is_told_after_five_tries(
    tmp_path: Path, limits: Limits, replay: Any, kind: str, sv: str, en: str
) -> None:
    replay.fault("/data/", kind, times=99, retry_after=0)
    patience = replace(limits, read_seconds=0.3) if kind == "hang" else limits
    with Client(folder=tmp_path, limits=patience) as client, pytest.raises(Passing) as told:
        client.ask(ROWS, of=kolada(replay), reads=Page.model_validate_json)
    assert len(asked(replay)) == 5
    for said, what in ((told.value.said.sv, sv), (told.value.said.en, en)):
        assert said.startswith("Kolada ")
        assert what in said
        assert "5 " in said
        assert f"{replay.kolada}/data/kpi/N01982" in said
        assert "\n" not in said


def test_waits_grow(tmp_path: Path, scripted: Scripted) -> None:
    scripted.script = [says(503)]
    limits = Limits(wait_seconds=0.1, tries=4)
    with Client(folder=tmp_path, limits=limits) as client, pytest.raises(Passing):
        client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)
    at = [seen[0] for seen in scripted.seen]
    first, second, third = (later - earlier for earlier, later in pairwise(at))
    assert first >= 0.1
    assert second >= 0.2
    assert third >= 0.4


def test_a_retry_after_in_seconds_is_waited_out(client: Client, scripted: Scripted) -> None:
    scripted.script = [says(429, Retry_After="1"), says(200)]
    client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)
    (first, *_), (second, *_) = scripted.seen
    assert second - first >= 1


def test_a_retry_after_by_date_is_waited_out_by_the_publishers_own_clock(
    client: Client, scripted: Scripted
) -> None:
    theirs = datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response_only(503)
        handler.send_header("Date", format_datetime(theirs, usegmt=True))
        handler.send_header("Retry-After", format_datetime(theirs + timedelta(seconds=1), usegmt=True))
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    scripted.script = [answer, says(200)]
    client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)
    (first, *_), (second, *_) = scripted.seen
    assert 1 <= second - first < 3


def test_a_retry_after_longer_than_the_limit_is_told_at_once(client: Client, scripted: Scripted) -> None:
    scripted.script = [says(429, Retry_After="3600")]
    with pytest.raises(Passing, match="asks for a wait of 3600 s") as told:
        client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)
    assert "ber om 3600 s väntan" in told.value.said.sv
    assert len(scripted.seen) == 1


def test_one_who_is_told_to_wait_holds_all_others_back(client: Client, scripted: Scripted) -> None:
    scripted.script = [says(429, Retry_After="1"), says(200)]

    def ask() -> None:
        client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)

    refused = threading.Thread(target=ask)
    refused.start()
    while not scripted.seen:
        time.sleep(0.01)
    time.sleep(0.1)
    ask()
    refused.join()
    assert all(at - scripted.seen[0][0] >= 1 for at, *_ in scripted.seen[1:])


def test_a_publisher_that_cannot_be_reached_is_told(client: Client) -> None:
    nowhere = Publisher("test", "Testverket", "http://127.0.0.1:9", FAST)
    with pytest.raises(Passing) as told:
        client.ask(ROWS, of=nowhere, reads=Page.model_validate_json)
    assert "Testverket gick inte att nå trots 5 försök: försök igen senare" in told.value.said.sv


def test_an_answer_of_another_form_is_told_with_its_place(client: Client, scripted: Scripted) -> None:
    scripted.script = [says(200, b'{"values": 7}')]
    with pytest.raises(Passing, match="form not expected"):
        client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)
    assert len(scripted.seen) == 5


def test_an_answer_that_its_reader_finds_wrong_is_asked_for_again(client: Client, scripted: Scripted) -> None:
    scripted.script = [says(200, b"wrong"), says(200, b"right")]

    def read(body: bytes) -> str:
        if body == b"wrong":
            raise Malformed(Said("svarade fel", "answered wrong"))
        return body.decode()

    assert client.ask(ROWS, of=scripted.publisher, reads=read)[1] == "right"


# What will not pass is told at once


def test_a_410_is_told_as_gone_and_not_asked_again(client: Client, replay: Any) -> None:
    replay.fault("/data/", "410", times=99)
    with pytest.raises(Gone) as told:
        client.ask(ROWS, of=kolada(replay), reads=Page.model_validate_json)
    assert "säger att adressen är borttagen (410)" in told.value.said.sv
    assert len(asked(replay)) == 1


@pytest.mark.parametrize(
    ("status", "kind"), [(400, Fault), (401, Fault), (403, Fault), (404, Gone), (422, Fault)]
)
def test_other_refusals_are_told_with_the_publishers_reason(
    client: Client, scripted: Scripted, status: int, kind: type[Fault]
) -> None:
    scripted.script = [says(status, json.dumps({"title": "Non-existent\nvalue"}).encode())]
    with pytest.raises(kind) as told:
        client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)
    assert f"svarade {status} (”Non-existent value”)" in told.value.said.sv
    assert len(scripted.seen) == 1


def test_a_redirect_to_another_host_is_not_followed(client: Client, scripted: Scripted) -> None:
    scripted.script = [says(302, Location="http://localhost:9/elsewhere")]
    with pytest.raises(Fault, match="points to another address") as told:
        client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)
    assert "http://localhost:9/elsewhere" in told.value.said.sv
    assert len(scripted.seen) == 1


def test_a_redirect_within_the_host_is_followed(client: Client, scripted: Scripted) -> None:
    scripted.script = [says(301, Location="/moved"), says(200)]
    client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)
    assert [seen[2] for seen in scripted.seen][1:] == ["/moved"]


def test_a_selection_that_is_posted_never_becomes_a_get(client: Client, scripted: Scripted) -> None:
    scripted.script = [says(302, Location="/moved"), says(200)]
    with pytest.raises(Fault, match="points to another address"):
        client.ask(
            Request(path="/tables/T/data", body='{"selection": []}'),
            of=scripted.publisher,
            reads=Page.model_validate_json,
        )
    assert [seen[1] for seen in scripted.seen] == ["POST"]


def test_an_answer_larger_than_the_limit_is_refused(tmp_path: Path, scripted: Scripted) -> None:
    scripted.script = [says(200, b" " * 200_000)]
    with (
        Client(folder=tmp_path, limits=Limits(answer_megabytes=0.1)) as client,
        pytest.raises(Fault, match=r"more than 0\.1 MB: raise LAGET_ANSWER_MEGABYTES"),
    ):
        client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)
    assert len(scripted.seen) == 1


def test_an_answer_that_drips_without_end_is_given_up(tmp_path: Path, scripted: Scripted) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        while True:
            try:
                handler.wfile.write(b" " * 70_000)
            except OSError:
                return
            time.sleep(0.05)

    scripted.script = [drip]
    limits = Limits(answer_seconds=0.2, read_seconds=5, tries=1)
    with Client(folder=tmp_path, limits=limits) as client, pytest.raises(Passing, match=r"within 0\.2 s"):
        client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)


def test_a_connection_that_is_not_secure_is_refused_and_not_asked_again(
    client: Client, scripted: Scripted
) -> None:
    scripted.script = [says(200)]
    secure = Publisher("test", "Testverket", scripted.base.replace("http:", "https:"), FAST)
    with pytest.raises(Fault, match="no secure connection") as told:
        client.ask(ROWS, of=secure, reads=Page.model_validate_json)
    assert not isinstance(told.value, Passing)


# Catalogues are kept for a day, figures never


def test_a_catalogue_is_asked_for_once_a_day_and_figures_every_time(
    tmp_path: Path, limits: Limits, replay: Any
) -> None:
    for _ in range(2):
        with Client(folder=tmp_path, limits=limits) as client:
            for request in (TITLES, ROWS):
                client.ask(request, of=kolada(replay), reads=Page.model_validate_json)
    assert [path.partition("?")[0] for path in asked(replay)] == [
        "/kolada/v3/kpi/N01982",
        "/kolada/v3/data/kpi/N01982/municipality/0013",
        "/kolada/v3/data/kpi/N01982/municipality/0013",
    ]


def test_a_catalogue_older_than_a_day_is_asked_for_again(tmp_path: Path, scripted: Scripted) -> None:
    scripted.script = [says(200)]
    for _ in range(2):
        with Client(folder=tmp_path, limits=Limits(catalogue_hours=0.00001)) as client:
            client.ask(TITLES, of=scripted.publisher, reads=Page.model_validate_json)
        time.sleep(0.05)
    assert len(scripted.seen) == 2


@pytest.mark.parametrize("fault", [says(200, b"<html>"), says(200, b'{"values": ['), says(503), says(429)])
def test_a_catalogue_that_is_not_whole_is_not_kept(
    tmp_path: Path, limits: Limits, scripted: Scripted, fault: Answer
) -> None:
    scripted.script = [fault, says(200)]
    for _ in range(2):
        with Client(folder=tmp_path, limits=limits) as client:
            assert client.ask(TITLES, of=scripted.publisher, reads=Page.model_validate_json)[1].values == [1]
    assert len(scripted.seen) == 2


def test_a_kept_catalogue_costs_no_turn(tmp_path: Path, scripted: Scripted) -> None:
    scripted.script = [says(200)]
    slow = Publisher("test", "Testverket", scripted.base, Pace(1, 3600))
    with Client(folder=tmp_path) as client:
        for _ in range(3):
            client.ask(TITLES, of=slow, reads=Page.model_validate_json)
    assert len(scripted.seen) == 1


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, scripted: Scripted) -> None:
    scripted.script = [says(200)]
    (tmp_path / "day").write_text("a file in its place")
    with Client(folder=tmp_path / "day") as client, pytest.raises(CannotWrite):
        client.ask(TITLES, of=scripted.publisher, reads=Page.model_validate_json)


# The continuation of an interrupted refresh


def test_an_answer_that_was_kept_is_not_asked_for_again(
    client: Client, scripted: Scripted, answers: Any
) -> None:
    began = datetime(2026, 5, 1, tzinfo=UTC)
    scripted.script = [says(200)]
    answers.earlier = {ROWS.text(scripted.publisher): (b'{"values": [7]}', began)}
    answer, page = client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json, kept=answers)
    assert (page.values, answer.body, answer.kept_since) == ([7], b'{"values": [7]}', began)
    assert scripted.seen == []


def test_a_kept_answer_that_cannot_be_read_is_asked_for_again(
    client: Client, scripted: Scripted, answers: Any
) -> None:
    scripted.script = [says(200)]
    answers.earlier = {ROWS.text(scripted.publisher): (b'{"val', datetime(2026, 5, 1, tzinfo=UTC))}
    answer, page = client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json, kept=answers)
    assert (page.values, answer.kept_since) == ([1], None)


def test_only_an_answer_that_is_whole_is_kept(client: Client, scripted: Scripted, answers: Any) -> None:
    scripted.script = [says(200, b"<html>"), says(503), says(200)]
    client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json, kept=answers)
    assert list(answers.kept.values()) == [b'{"values": [1]}']


def test_a_call_is_sent_just_as_it_is_named(client: Client, scripted: Scripted) -> None:
    scripted.script = [says(200)]
    request = Request(
        path="/tables/T 1/data", query=(("codelist[Ålder]", "vs_1+2"), ("valueCodes[Tid]", "[top(3)],*"))
    )
    client.ask(request, of=scripted.publisher, reads=Page.model_validate_json)
    assert scripted.seen[0][2] == request.address


def test_a_request_is_named_without_the_publishers_address() -> None:
    request = Request(path="/tables/T1/data", query=(("valueCodes[Kön]", "1+2,[top(3)]"),), body='{"a": 1}')
    here = Publisher("scb", "SCB", "http://127.0.0.1:1/api", FAST)
    assert (
        request.text(here) == 'POST scb /tables/T1/data?valueCodes%5BK%C3%B6n%5D=1%2B2,%5Btop(3)%5D {"a": 1}'
    )


# Several at a time, within the publisher's pace


def test_no_window_ever_holds_more_calls_than_the_pace(tmp_path: Path, replay: Any) -> None:
    pace = Pace(4, 0.25)
    publisher = Publisher("kolada", "Kolada", replay.kolada, pace)
    with Client(folder=tmp_path, limits=Limits(calls_at_once=8)) as client:
        jobs = {
            number: lambda: client.ask(ROWS, of=publisher, reads=Page.model_validate_json)
            for number in range(20)
        }
        done = dict(client.side_by_side(jobs))
    assert not [outcome for outcome in done.values() if isinstance(outcome, Fault)]
    at = sorted(seen["at"] for seen in replay.log())
    assert len(at) == 20
    assert min(later - earlier for earlier, later in zip(at, at[pace.calls :], strict=False)) >= pace.seconds


def test_calls_are_made_at_the_same_time(tmp_path: Path, scripted: Scripted) -> None:
    together = threading.Barrier(4, timeout=5)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        together.wait()  # breaks unless four are under way
        says(200)(handler)

    scripted.script = [answer]
    with Client(folder=tmp_path, limits=Limits(calls_at_once=4, tries=1)) as client:
        jobs = {
            number: lambda: client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)
            for number in range(4)
        }
        outcomes = dict(client.side_by_side(jobs))
    assert not [outcome for outcome in outcomes.values() if isinstance(outcome, Fault)]


def test_one_that_fails_leaves_the_others(client: Client, scripted: Scripted) -> None:
    scripted.script = [says(200)]
    gone = Publisher("gone", "Borta", "http://127.0.0.1:9", FAST)
    jobs = {
        publisher.name: lambda publisher=publisher: client.ask(
            ROWS, of=publisher, reads=Page.model_validate_json
        )
        for publisher in (gone, scripted.publisher)
    }
    outcomes = dict(client.side_by_side(jobs))
    assert isinstance(outcomes["Borta"], Passing)
    assert not isinstance(outcomes["Testverket"], Fault)


def test_work_that_is_broken_off_begins_no_more_calls(tmp_path: Path, scripted: Scripted) -> None:
    scripted.script = [says(200)]
    slow = Publisher("test", "Testverket", scripted.base, Pace(1, 3600))
    with Client(folder=tmp_path) as client:
        jobs = {
            number: lambda: client.ask(ROWS, of=slow, reads=Page.model_validate_json) for number in range(9)
        }
        outcomes = client.side_by_side(jobs)
        next(outcomes)
        outcomes.close()  # type: ignore[attr-defined]
        with pytest.raises(Stopped):
            client.ask(ROWS, of=slow, reads=Page.model_validate_json)
    assert len(scripted.seen) == 1


# Manners


def test_a_call_says_who_asks_and_carries_no_cookie(client: Client, scripted: Scripted) -> None:
    scripted.script = [says(200, Set_Cookie="follow=me")]
    for _ in range(2):
        client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)
    headers = scripted.seen[1][3]
    assert headers["User-Agent"].startswith("Laget/")
    assert "@" not in headers["User-Agent"]
    assert "Cookie" not in headers


def test_a_proxy_of_the_environment_is_not_used_for_this_machine(
    client: Client, scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "example.se")
    scripted.script = [says(200)]
    assert client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)[1].values == [1]


def test_trying_again_writes_nothing_on_the_screen(
    client: Client, scripted: Scripted, capfd: pytest.CaptureFixture[str]
) -> None:
    scripted.script = [says(503), says(200)]
    client.ask(ROWS, of=scripted.publisher, reads=Page.model_validate_json)
    assert capfd.readouterr() == ("", "")


# Settings


def test_limits_are_settings() -> None:
    limits = Limits.from_environment(
        {"LAGET_READ_SECONDS": "2,5", "LAGET_TRIES": "3", "LAGET_WAIT_SECONDS": ""}
    )
    assert limits == Limits(read_seconds=2.5, tries=3)


@pytest.mark.parametrize("value", ["soon", "0", "-1", "nan", "1e9"])
def test_a_limit_that_cannot_be_used_is_refused_by_name(value: str) -> None:
    with pytest.raises(UnfitSetting, match="LAGET_READ_SECONDS") as told:
        Limits.from_environment({"LAGET_READ_SECONDS": value})
    assert value in told.value.said.sv


def test_no_setting_allows_more_than_five_tries() -> None:
    with pytest.raises(UnfitSetting, match="from 1 to 5"):
        Limits.from_environment({"LAGET_TRIES": "6"})


@pytest.mark.parametrize(
    "value", ["kolada.se", "ftp://kolada.se", "http://", "http://user@host", "http://h:x/", "http://h/?a=1"]
)
def test_an_address_that_cannot_be_used_is_refused_by_name(value: str) -> None:
    with pytest.raises(UnfitSetting, match="LAGET_KOLADA_URL"):
        address({"LAGET_KOLADA_URL": value}, "LAGET_KOLADA_URL")


def test_an_address_loses_the_slash_at_its_end() -> None:
    assert address({"LAGET_SCB_URL": "http://h/api/"}, "LAGET_SCB_URL") == "http://h/api"
