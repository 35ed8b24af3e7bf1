"""A real SMTP server of the test's own, which answers, refuses, falls silent or drops as it is told."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from laget.apps.accounts.models import Membership, Organisation, Role, User

Answer = str | None  # None: the connection is dropped


@dataclass
class Postbox:
    """What the server has taken, and what it answers to the next letters."""

    letters: list[bytes] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)  # to the text, in turn; then 250
    addresses: list[str] = field(default_factory=list)  # answers to the address, in turn; then 250
    holding: threading.Event | None = None  # the answer to a text waits for it
    waiting: int = 0  # texts that have come in

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take an address, or answer as told."""
        if self.addresses:
            return self.addresses.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a letter, or answer as told."""
        self.waiting += 1
        if self.holding is not None:
            while not self.holding.is_set():
                await asyncio.sleep(0.02)
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer is None:
            transport: Any = server.transport
            transport.abort()
            return "250 never heard"
        if answer.startswith("2"):
            assert isinstance(envelope.content, bytes)
            self.letters.append(envelope.content)
            self.to.extend(envelope.rcpt_tos)
        return answer


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@pytest.fixture
def postbox(settings: Settings) -> Iterator[Postbox]:
    """A mail server on loopback that the site's settings lead to."""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 2
    settings.DEFAULT_FROM_EMAIL = "Läget <laget@example.se>"
    try:
        yield box
    finally:
        if box.holding is not None:
            box.holding.set()
        controller.stop()


@pytest.fixture
def halland(db: None) -> Organisation:
    return Organisation.objects.create(slug="halland", name="Exempelregionen")


Join = Callable[[Organisation, Role], User]


@pytest.fixture
def join(db: None) -> Join:
    """Make somebody with a role in an organisation."""

    def made(organisation: Organisation, role: Role) -> User:
        user = User.objects.create_user(f"{role}.{organisation.slug}@example.se")
        Membership.objects.create(organisation=organisation, user=user, role=role)
        return user

    return made
