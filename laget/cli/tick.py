"""`laget tick`: does what is due, once; doing it twice does no harm."""

from dataclasses import dataclass
from datetime import datetime

from laget.cli.site import open_database
from laget.cli.speech import described, refusing, say
from laget.core.words.said import Said


@described(
    sv="""Gör det som är dags: skickar mejl, tar hand om det som en dödad process lämnade, gallrar
    enligt beslut.

    Att köra det två gånger gör ingen skada. Kör det en gång per natt från cron, och var femte minut där
    ingen worker är igång.

    Exempel: laget tick
    """,
    en="""Do what is due: send mails, take back what a killed process left, delete by decision.

    Running it twice does no harm. Run it once a night from cron, and every five minutes where no worker
    runs.

    Example: laget tick
    """,
)
@refusing
def tick() -> None:
    """Do what is due, and say how much it was."""
    open_database()
    from django.conf import settings  # late: these need Django set up
    from django.utils import timezone

    from laget.apps.accounts.jobs import clear_traces

    now = timezone.now()
    done = do_what_is_due(now)
    clear_traces(now, folder=settings.HOME, deleted=done.deleted > 0)
    print(
        say(
            Said(
                f"Mejl att skicka: {done.mails}. Osäkra mejl: {done.doubtful}. Jobb som tagits upp igen: "
                f"{done.jobs}. Gallrat: {done.deleted}. Gamla diagram: {done.drawings}. Övergivna filer: "
                f"{done.files}. Ändrat i sökningen: {done.found}. Platser som gått vidare: {done.seats}.",
                f"Mails to send: {done.mails}. Doubtful mails: {done.doubtful}. Jobs taken up again: "
                f"{done.jobs}. Deleted: {done.deleted}. Old drawings: {done.drawings}. Abandoned files: "
                f"{done.files}. Changed in the search: {done.found}. Seats passed on: {done.seats}.",
            )
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How much was due.

    Mails tried, mails become doubtful, jobs queued again, rows, drawings and files gone, rows of what can be
    found that are others (evidence opens by its day), and seats whose time was over.
    """

    mails: int
    doubtful: int
    jobs: int
    deleted: int
    drawings: int
    files: int
    found: int
    seats: int


def do_what_is_due(now: datetime) -> Done:
    """Do all that is due, and return how much it was."""
    from django.conf import settings  # late: these need Django set up
    from django.core.management import call_command

    from laget.apps.accounts.models import Organisation
    from laget.apps.feedback import jobs as feedback
    from laget.apps.followup import jobs as followup
    from laget.apps.forum import jobs as forum
    from laget.apps.mail import jobs as mail
    from laget.apps.media import jobs as media
    from laget.apps.mobilisation import jobs as mobilisation
    from laget.apps.newsletter import jobs as newsletter
    from laget.apps.people import jobs as people
    from laget.pages.index import index
    from laget.renders.draw import clear_drawings

    seats = forum.look_after_seats(now)
    forum.send_mailings(now)
    doubtful = mail.take_back(now)
    mails = mail.send_due()
    jobs = followup.take_back(now)
    deleted = sum(app.delete_old(now) for app in (mail, people, feedback, mobilisation, forum, newsletter))
    call_command("clearsessions")
    drawings = clear_drawings(settings.DRAWINGS, now=now.timestamp())
    files = media.clear_files(now)
    found = sum(index(one) for one in Organisation.objects.order_by("pk"))
    return Done(
        mails=mails,
        doubtful=doubtful,
        jobs=jobs,
        deleted=deleted,
        drawings=drawings,
        files=files,
        found=found,
        seats=seats,
    )
