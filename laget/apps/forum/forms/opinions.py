"""The questions after an event: as the organiser writes them, and as people answer them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laget.apps.forum.actions.opinions import NO, SCALE, YES, Asked, Asking
from laget.apps.forum.forms.fields import Sheet, plain
from laget.apps.forum.models import Ask, Event
from laget.apps.initiatives.forms.fields import one_line
from laget.apps.initiatives.forms.rows import Row
from laget.apps.initiatives.forms.sheet import MORE, Rows
from laget.core.feedback import LONGEST_LINE
from laget.ui.templatetags.laget import language


class AskRow(Row):
    """A question."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Question"), max_length=300, widget=one_line())
    kind = forms.ChoiceField(label=_("How it is answered"), choices=[("", _("Choose")), *Ask.Kind.choices])
    gone = forms.BooleanField(label=_("Take it away"), required=False)


class AskSheet(Sheet):
    """The questions of an event."""

    def __init__(self, *, known: Asking, data: Mapping[str, Any] | None = None, more: str = "") -> None:
        self.form = forms.Form(data)
        self.lists = [
            Rows(
                "asks",
                heading=_("Questions"),
                one=_("Question"),
                form=AskRow,
                empty=MORE,
                data=data,
                initial=[{"id": one.id, "text": one.text, "kind": one.kind} for one in known.asks],
                extra=MORE if more == "asks" else 0,
            )
        ]

    @property
    def wanted(self) -> Asking:
        """What was filled in; only of a valid one."""
        return Asking(asks=tuple(Asked(**plain(one)) for one in self.lists[0].kept))


class OpinionForm(forms.Form):
    """The questions as they are answered; `webbplats` is for programs that fill in everything.

    `nummer` is this form's own, so that one that is sent twice is kept once.
    """

    webbplats = forms.CharField(required=False, widget=forms.HiddenInput)
    nummer = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "invalid": _("Load the page again, and answer once more."),
            "required": _("Load the page again, and answer once more."),
        },
    )

    def __init__(self, event: Event, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asks = list(event.asks.all())
        for one in self.asks:
            self.fields[f"fraga-{one.pk}"] = _field(one)

    @property
    def is_by_a_program(self) -> bool:
        """Whether something is filled in that people do not see."""
        return bool(self.cleaned_data.get("webbplats"))

    @property
    def given(self) -> dict[int, str]:
        """The answers by the ids of their questions; only of a valid one."""
        return {one.pk: self.cleaned_data.get(f"fraga-{one.pk}", "") for one in self.asks}


def _field(ask: Ask) -> forms.Field:
    label = ask.text if language() == "sv" else format_html('<span lang="sv">{}</span>', ask.text)
    if ask.kind == Ask.Kind.LINE:
        return forms.CharField(
            label=label,
            required=False,
            max_length=LONGEST_LINE,
            help_text=_("One line. Write nothing about yourself or others: we cannot answer you."),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
    choices: list[tuple[str, Any]] = [(str(YES), _("Yes")), (str(NO), _("No"))]
    if ask.kind == Ask.Kind.SCALE:
        ends = {1: pgettext_lazy("scale", "1, not at all"), 5: pgettext_lazy("scale", "5, very much")}
        choices = [(str(one), ends.get(one, str(one))) for one in SCALE]
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect)
