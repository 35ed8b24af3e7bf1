"""What registration asks, as one page asks for it: seats of what, and the organiser's questions."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laget.apps.forum.actions.attendance import OPEN_KINDS, Admits, Asks, Attendance
from laget.apps.forum.forms.fields import Sheet, event_day, plain, seats_field
from laget.apps.forum.models import Pass, Question
from laget.apps.initiatives.forms.fields import long_text, one_line
from laget.apps.initiatives.forms.rows import Row
from laget.apps.initiatives.forms.sheet import MORE, Rows
from laget.ui.choices import choice


class PassRow(Row):
    """What seats are of. Attendance follows from the event, items from the programme; days and meals do not.

    `called` says what a row is of and how many seats are taken, by the id of the pass.
    """

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What it is"))
    title = forms.CharField(label=_("Called"), max_length=200, required=False, widget=one_line())
    on = event_day(_("Day"), required=False)
    seats = seats_field()
    gone = forms.BooleanField(label=_("Take it away"), required=False)

    def __init__(self, *args: Any, called: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        kind = str(self["kind"].value() or "")
        known = [(one, label) for one, label in Pass.Kind.choices if one in OPEN_KINDS]
        choice(self, "kind").choices = [("", _("Choose")), *known]
        self.called = called.get(str(self["id"].value() or ""), "")
        if kind in Pass.Kind.values and kind not in OPEN_KINDS:
            choice(self, "kind").choices = Pass.Kind.choices
            self.fields["kind"].widget = forms.HiddenInput()
            for name in ("title", "on", "gone"):
                del self.fields[name]


class QuestionRow(Row):
    """A question to everybody who registers."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Question"), max_length=300, widget=one_line())
    kind = forms.ChoiceField(
        label=_("How it is answered"), choices=[("", _("Choose")), *Question.Kind.choices]
    )
    choices = forms.CharField(
        label=_("Answers to choose among"),
        required=False,
        widget=long_text(3),
        help_text=_("One a line."),
    )
    purpose = forms.CharField(
        label=_("Why you ask"),
        max_length=300,
        widget=one_line(),
        help_text=_("Stands at the question."),
    )
    is_required = forms.BooleanField(label=_("Must be answered"), required=False)
    gone = forms.BooleanField(label=_("Take it away"), required=False)


class AttendanceSheet(Sheet):
    """Seats and questions."""

    def __init__(
        self,
        *,
        known: Attendance,
        called: Mapping[str, str],
        data: Mapping[str, Any] | None = None,
        more: str = "",
    ) -> None:
        self.form = forms.Form(data)
        kinds: tuple[tuple[str, Any, Any, Any, Any, Any], ...] = (
            (
                "passes",
                _("Seats"),
                _("Row"),
                PassRow,
                partial(PassRow, called=called),
                known.passes,
            ),
            ("questions", _("Questions"), _("Question"), QuestionRow, QuestionRow, known.questions),
        )
        self.lists = [
            Rows(
                name,
                heading=heading,
                one=one,
                form=made,
                empty=1,
                data=data,
                initial=[
                    {field: getattr(item, field) for field in row.base_fields if field != "gone"}
                    for item in initial
                ],
                extra=MORE if more == name else 0,
            )
            for name, heading, one, row, made, initial in kinds
        ]

    @property
    def wanted(self) -> Attendance:
        """What was filled in; only of a valid one."""
        passes, questions = ([plain(one) for one in rows.kept] for rows in self.lists)
        return Attendance(
            passes=tuple(Admits(**one) for one in passes),
            questions=tuple(Asks(**one) for one in questions),
        )
