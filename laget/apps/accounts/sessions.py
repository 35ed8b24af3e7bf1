"""The sessions of those who are signed in: a page is not refused them because its time could not be kept."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError


class SessionStore(db.SessionStore):
    """Sessions in the database, written at each request since their time is counted from the last page."""

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - as Django calls it
        """Keep the session; raises OperationalError where something new in it cannot be kept.

        Django takes a disk that is full for a session that was deleted, and refuses the page.
        """
        try:
            super().save(must_create)
        except UpdateError as error:
            fault = error.__context__
            if not isinstance(fault, OperationalError):
                raise
            if self.modified:
                raise fault from None
