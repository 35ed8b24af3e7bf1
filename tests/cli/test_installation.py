"""`laget init`, `worker` and `tick`, each in an installation of the test's own."""

import re
import signal
import subprocess
import sys
import time

from tests.cli.installation import EXEMPEL, Installation


def test_init_makes_a_region_and_prints_a_link_that_makes_its_administrator(
    empty: Installation,
) -> None:
    empty.environment["LAGET_ADDRESS"] = "https://laget.example.se/"
    made = empty.laget("init", *EXEMPEL, "--administrator", "ada@example.se")
    assert made.returncode == 0, made.stderr
    link = re.search(r"https://laget\.example\.se(/konto/inbjudan/\S+)", made.stdout)
    assert link is not None
    came = empty.ask(
        f"c = Client(SERVER_NAME='localhost');"
        f"word = 'en-ganska-lang-fras-9';"
        f"c.post('{link[1]}', {{'name': 'Ada', 'password': word, 'again': word}});"
        f"print(*Membership.objects.values_list('organisation__slug', 'user__email', 'role'))"
    )
    assert came == "('exempel', 'ada@example.se', 'administrator')"


def test_init_done_twice_adds_an_invitation_and_no_region(installation: Installation) -> None:
    words = ("init", *EXEMPEL, "--administrator", "ada@example.se")
    assert [one.returncode for one in installation.laget_each(words, words)] == [0, 0]
    assert installation.ask("print(Organisation.objects.count(), Invitation.objects.count())") == "1 2"


REFUSED = (
    (["--region-slug", "konto", "--name", "R", "--code", "13", "--administrator", "ada@example.se"], "konto"),
    (
        ["--region-slug", "exempel", "--name", "R", "--code", "13", "--administrator", "ada"],
        "ingen e-postadress",
    ),
    *(
        (["--region-slug", "exempel", "--name", "R", "--administrator", "ada@example.se", *words], told)
        for words, told in (
            (["--code", "99"], "13 Hallands län"),
            ([], "13 Hallands län"),
            (["--network", "--code", "13"], "ta bort --code"),
            (["--code", "13", "--region-slug", "Å b"], "--region-slug"),
        )
    ),
)


def test_init_refuses_what_cannot_be_with_the_reason_and_leaves_nothing(installation: Installation) -> None:
    answers = installation.laget_each(*(["init", *words] for words, _ in REFUSED))
    for (words, told), refused in zip(REFUSED, answers, strict=True):
        assert refused.returncode == 1, words
        assert told in refused.stderr
        assert "Traceback" not in refused.stderr
    assert installation.ask("print(Organisation.objects.count())") == "0"


def test_init_makes_a_network_that_has_no_county(installation: Installation) -> None:
    asked = ["--region-slug", "natet", "--name", "Nätet", "--administrator", "ada@example.se"]
    made, refused = installation.laget_each(["init", "--network", *asked], ["init", "--code", "13", *asked])
    assert made.returncode == 0, made.stderr
    assert "är ett nätverk" in refused.stderr
    assert installation.ask("print(*Organisation.objects.values_list('kind', 'area'))") == "('network', '')"


def test_tick_is_done_as_often_as_one_likes(installation: Installation) -> None:
    installation.environment["LAGET_DEMO"] = "yes"
    _, first, second = installation.laget_each(
        ["init", *EXEMPEL, "--administrator", "ada@example.se"], ["tick"], ["tick"]
    )
    assert "Mejl att skicka: 1." in first.stdout, first.stderr
    assert "Mejl att skicka: 0." in second.stdout
    assert installation.ask("print(Message.objects.get().state)") == "shown"


def test_a_worker_moves_the_mails_until_it_is_stopped(installation: Installation) -> None:
    installation.laget("init", *EXEMPEL, "--administrator", "ada@example.se")
    environment = installation.environment | {"LAGET_DEMO": "yes"}
    with subprocess.Popen(
        [sys.executable, "-m", "laget", "worker"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as worker:
        until = time.monotonic() + 60
        while installation.state_of_the_mail() != "shown":
            assert time.monotonic() < until
            time.sleep(0.1)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) is not None


def test_a_setting_that_cannot_be_read_is_said_in_one_line(installation: Installation) -> None:
    installation.environment["LAGET_SMTP_PORT"] = "post"
    refused = installation.laget("tick")
    assert refused.returncode == 1
    assert "LAGET_SMTP_PORT ska vara ett heltal" in refused.stderr
    assert "Traceback" not in refused.stderr
