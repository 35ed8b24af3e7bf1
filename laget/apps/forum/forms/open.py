"""A form that anybody may send without an account: programs are told from people without a puzzle."""

from datetime import datetime, timedelta

from django import forms
from django.core import signing
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

SALT = "laget.forum.form"
TOO_FAST = timedelta(seconds=3)  # nobody reads and fills in the form sooner
TOO_OLD = timedelta(hours=24)
LONGEST_ADDRESS = 254  # as it is kept; a field of Django's forms takes more


def stamp(of: Model, *, now: datetime) -> str:
    """Return when a form of a row was shown, signed: whoever sends it cannot write another time."""
    return signing.dumps([of.pk, now.timestamp()], salt=SALT)


class OpenForm(forms.Form):
    """A form about a row; `webbplats` is for programs that fill in all, `when` says when it was shown."""

    webbplats = forms.CharField(
        label=_("Leave this empty"), required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    when = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, of: Model, data: object = None, *, now: datetime, initial: dict[str, object] | None = None
    ) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # a QueryDict or nothing
        self.of_row, self.now = of, now
        self.fresh_stamp = stamp(of, now=now)

    def clean_when(self) -> str:
        """Refuse a form that is sent faster than anybody writes, or that has lain too long."""
        try:
            of, shown = signing.loads(self.cleaned_data["when"], salt=SALT)
        except signing.BadSignature:
            of, shown = None, 0.0
        age = self.now.timestamp() - shown
        if of != self.of_row.pk or age > TOO_OLD.total_seconds():
            self._stamp_anew()
            raise forms.ValidationError(
                _("The form has been open for too long. Look through it and send it again.")
            )
        if age < TOO_FAST.total_seconds():
            raise forms.ValidationError(_("That went too fast for us. Wait a few seconds and send it again."))
        return str(self.cleaned_data["when"])

    def _stamp_anew(self) -> None:
        sent = self.data.urlencode() if isinstance(self.data, QueryDict) else ""
        written = QueryDict(sent, mutable=True)
        written["when"] = self.fresh_stamp
        self.data = written

    @property
    def is_by_a_program(self) -> bool:
        """Whether something is filled in that people do not see."""
        return bool(self.cleaned_data.get("webbplats"))
