"""`laget tick`: does what is due, once; doing it twice does no harm."""

from datetime import datetime

from laget.cli.site import prepare
from laget.cli.speech import described, refusing, say
from laget.core.words.said import Said


@described(
    sv="""Gör det som är dags: skickar brev, tar hand om det som en dödad process lämnade, gallrar
    enligt beslut.

    Att köra det två gånger gör ingen skada. Kör det var femte minut från cron där `laget worker` inte är
    igång, annars en gång per natt.

    Exempel: laget tick
    """,
    en="""Do what is due: send mails, take back what a killed process left, delete by decision.

    Running it twice does no harm. Run it every five minutes from cron where `laget worker` is not running,
    else once a night.

    Example: laget tick
    """,
)
@refusing
def tick() -> None:
    """Do what is due, and say how much it was."""
    prepare()
    from django.utils import timezone  # late: it needs Django set up

    sent, doubtful, deleted = do_what_is_due(timezone.now())
    print(
        say(
            Said(
                f"Brev att skicka: {sent}. Osäkra brev: {doubtful}. Gallrat: {deleted}.",
                f"Mails to send: {sent}. Doubtful mails: {doubtful}. Deleted: {deleted}.",
            )
        )
    )


def do_what_is_due(now: datetime) -> tuple[int, int, int]:
    """Do all that is due; returns how many mails were tried, how many became doubtful, how many rows went."""
    from django.core.management import call_command  # late: it needs Django set up

    from laget.apps.feedback import jobs as feedback
    from laget.apps.followup import jobs as followup
    from laget.apps.mail import jobs as mail
    from laget.apps.people import jobs as people

    followup.take_back(now)
    doubtful = mail.take_back(now)
    sent = mail.send_due()
    deleted = sum(jobs.delete_old(now) for jobs in (mail, people, feedback))
    call_command("clearsessions")
    return sent, doubtful, deleted
