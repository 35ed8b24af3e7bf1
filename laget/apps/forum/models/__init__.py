"""Rows of the forum day."""

from laget.apps.forum.models.events import Day, Event, EventTie, Host, Place, Series, Wanted
from laget.apps.forum.models.knocks import Knock
from laget.apps.forum.models.mailings import Ask, DigitalLink, Mailing, Opinion
from laget.apps.forum.models.preparation import Task, TaskDone
from laget.apps.forum.models.programme import Participant, Person, Resource, Session, SessionTie, Version
from laget.apps.forum.models.registrations import (
    Answer,
    Companion,
    Hold,
    Need,
    Pass,
    Question,
    Registration,
    Turnout,
)

__all__ = [
    "Answer",
    "Ask",
    "Companion",
    "Day",
    "DigitalLink",
    "Event",
    "EventTie",
    "Hold",
    "Host",
    "Knock",
    "Mailing",
    "Need",
    "Opinion",
    "Participant",
    "Pass",
    "Person",
    "Place",
    "Question",
    "Registration",
    "Resource",
    "Series",
    "Session",
    "SessionTie",
    "Task",
    "TaskDone",
    "Turnout",
    "Version",
    "Wanted",
]
