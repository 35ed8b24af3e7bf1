"""What a process makes ready before it answers: the pages that most people open first."""

import time
from collections.abc import Iterator
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse
from django.utils.translation import override

from laget.apps.accounts.models import Organisation
from laget.apps.followup.queries import document_of, editions_of, judgement_today

SECONDS = 3.0  # after so long a server begins to answer, ready or not


def make_ready(*, seconds: float = SECONDS) -> int:
    """Read the first pages as a reader does, and return how many; the rest is read when it is asked for.

    What a page reads, tells and writes a process keeps, so nobody waits for it. A page that cannot be shown
    is refused here as it would be to a reader, and stops nothing.
    """
    until, handler, asked = time.monotonic() + seconds, WSGIHandler(), 0
    for address in addresses():
        if time.monotonic() > until:
            break
        _ask(handler, address)
        asked += 1
    return asked


def addresses() -> Iterator[str]:
    """Yield the addresses to read, those in the site's own language first."""
    for language, _ in settings.LANGUAGES:
        with override(language):
            yield reverse("help")
            for organisation in Organisation.objects.order_by("pk"):
                yield from _of(organisation)


def _of(organisation: Organisation) -> Iterator[str]:
    slug = organisation.slug
    yield from (reverse(name, args=[slug]) for name in ("start", "gaps", "strategy", "editions"))
    for edition in editions_of(organisation)[:1]:
        yield reverse("edition", args=[slug, edition.year])
    judgement = judgement_today(organisation)
    if judgement is not None:
        document = document_of(judgement).strategy
        yield from (reverse("element", args=[slug, one.id]) for one in document.elements[:1])
        yield from (reverse("indicator", args=[slug, one.id]) for one in document.indicators[:1])


def _ask(handler: WSGIHandler, address: str) -> None:
    host = next((one.lstrip(".") for one in settings.ALLOWED_HOSTS if one != "*"), "localhost")
    environ = {"PATH_INFO": address, "HTTP_HOST": host, "REMOTE_ADDR": "127.0.0.1"}
    setup_testing_defaults(environ)
    answer = handler(environ, lambda *_: lambda _: None)  # nobody reads the status or the bytes
    for _ in answer:
        pass
    answer.close()
