"""Forms: beginning an edition, writing a part, picking a number, sending parts, correcting, masking."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from laget.apps.accounts.queries import why_kept
from laget.apps.followup.models import Contributor, Mask
from laget.apps.followup.queries.sources import Groups
from laget.core.areas import COUNTIES, COUNTRY, area, municipalities_of
from laget.core.followup.account import FIELDS, INTRODUCTION, Nearness
from laget.core.followup.edition import Edition
from laget.core.followup.methods import METHODS
from laget.core.strategy.tree import serving, within
from laget.core.words.method_names import METHOD_NAMES
from laget.ui.choices import Called, Ticked, Titles, choice
from laget.ui.templatetags.laget import language, told

YEARS = 25  # that a number can be picked from
LONGEST = 20_000  # characters of one text: more than anybody reads, no more than the guard reads in seconds


def _writing(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "lang": "sv", "spellcheck": "true"})


class StartForm(forms.Form):
    """Which year, judged by which method."""

    year = forms.IntegerField(label=_("The year that is followed up"), min_value=1990, max_value=2199)
    method = forms.ChoiceField(
        label=_("Method"),
        choices=lambda: [(name, METHOD_NAMES[name].to(language())) for name in METHODS],
        initial="destatis",
        help_text=_("The method that gives the verdict. The others are worked out too and shown beside it."),
    )


class IntroductionForm(forms.Form):
    """The introduction of an edition."""

    seen = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("Introduction"), required=False, max_length=LONGEST, widget=_writing(14))


class ContributionForm(forms.Form):
    """What somebody outside writes of an element."""

    seen = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("How it goes"), required=False, max_length=LONGEST, widget=_writing(7))
    causes = forms.CharField(
        label=_("Causes: why does it look like this?"), required=False, max_length=LONGEST, widget=_writing(4)
    )
    tried = forms.CharField(
        label=_("What has been tried?"), required=False, max_length=LONGEST, widget=_writing(4)
    )
    contribution = forms.CharField(
        label=_("What has the work contributed?"), required=False, max_length=LONGEST, widget=_writing(4)
    )


OF_STRATEGY = ("element", "indicator", "practice", "plan")


class PartForm(ContributionForm):
    """What is written of an element, with people's own judgement of it."""

    nearness = forms.ChoiceField(
        label=_("Appraisal: beside the desired state we are"), widget=forms.RadioSelect, required=False
    )
    appraisal = forms.CharField(
        label=_("The appraisal in words"), required=False, max_length=LONGEST, widget=_writing(4)
    )
    sources = forms.MultipleChoiceField(label=_("What the appraisal rests on"), required=False, widget=Ticked)

    def __init__(
        self, *args: Any, edition: Edition, element: str, kept: list[str], beside: Groups, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        choice(self, "nearness").choices = [(one.value, told(one.said)) for one in Nearness]
        choice(self, "sources").choices = sources_for(edition, element=element, kept=kept, beside=beside)

    def clean_nearness(self) -> str:
        """Return the word that was chosen; nothing chosen is not judged."""
        return self.cleaned_data["nearness"] or Nearness.NOT_JUDGED.value


def sources_for(edition: Edition, *, element: str, kept: list[str], beside: Groups) -> Groups:
    """Return the addresses an appraisal may rest on, by title.

    What is followed here, lies below or touches in the strategy, then what stands `beside` it by kind. What
    was `kept` of the strategy stays even where it leads nowhere any longer; of what stands beside it nothing
    is told that is not offered.
    """
    document = edition.strategy
    targeted = {target.indicator for target in document.targets if target.element == element}
    found: dict[str, str] = {
        f"indicator:{one.id}": Called.of(one.title)
        for one in document.indicators
        if one.id in targeted or element in one.follows
    }
    below = (*within(document, element), *serving(document, element))
    found |= {f"element:{one.id}": Called.of(one.title) for one in below}
    found |= {f"signal:{one.id}": Called.of(one.title) for one in document.signals if element in one.touches}
    found |= {
        f"practice:{one.id}": Called.of(one.title) for one in document.practices if element in one.about
    }
    offered = {address for _word, those in beside for address, _title in those}
    gone = (one for one in kept if one not in found and one not in offered)
    found |= {one: one for one in gone if one.partition(":")[0] in OF_STRATEGY}
    own = [(_("In the strategy"), list(found.items()))] if found else []
    return [*own, *((word, those) for word, those in beside if those)]


class PickForm(forms.Form):
    """A number to put into a text: of which indicator, where, when, and since when where it is a change."""

    prefix = "pick"
    into = forms.ChoiceField(label=_("Into the text"))
    indicator = forms.ChoiceField(label=_("Indicator"))
    area = forms.ChoiceField(label=_("Place"))
    year = forms.ChoiceField(label=_("Year"))
    since = forms.ChoiceField(label=_("Change since"), required=False)

    def __init__(
        self, *args: Any, edition: Edition, fields: list[str], first: list[str], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        titles = {one.id: told(one.title) for one in edition.strategy.indicators}
        order = [*first, *sorted((one for one in titles if one not in first), key=lambda one: titles[one])]
        home = area(edition.strategy.region.code)
        places = [home, COUNTRY, *municipalities_of(home.code), *(one for one in COUNTIES if one != home)]
        years = [str(year) for year in range(edition.year, edition.year - YEARS, -1)]
        choice(self, "into").choices = [(name, told(FIELDS[name])) for name in fields]
        choice(self, "indicator").choices = [(one, titles[one]) for one in order]
        choice(self, "area").choices = [(one.code, one.name.to(language())) for one in places]
        choice(self, "year").choices = [(year, year) for year in years]
        latest = [
            str(one.value_year) for one in edition.verdicts if one.indicator in first and one.value_year
        ]
        self.initial.setdefault("year", max(latest, default=years[0]))
        choice(self, "since").choices = [
            ("", _("no change, only the year")),
            *((year, year) for year in years),
        ]

    @property
    def binding(self) -> str:
        """The number as it is written in a text."""
        given = self.cleaned_data
        if given["since"]:
            return f"{{{{{given['indicator']}.change@{given['area']}:{given['since']}..{given['year']}}}}}"
        return f"{{{{{given['indicator']}@{given['area']}:{given['year']}}}}}"


class SendForm(forms.Form):
    """Whom to ask, and for which parts."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=why_kept(Contributor, "email"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    elements = forms.MultipleChoiceField(label=_("Parts"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, edition: Edition, **more: Any) -> None:
        super().__init__(*args, **more)
        choice(self, "elements").choices = [(one.id, told(one.title)) for one in edition.strategy.elements]


class ReasonForm(forms.Form):
    """Why an edition is corrected."""

    reason = forms.CharField(
        label=_("Why is the edition corrected?"), widget=forms.Textarea(attrs={"rows": 3})
    )


class MaskForm(forms.Form):
    """What is masked, where, and by which paragraph of the secrecy act."""

    passage = forms.CharField(
        label=_("The passage, just as it is read"),
        help_text=why_kept(Mask, "passage"),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "sv"}),
    )
    place = forms.ChoiceField(label=_("In which text"), required=False, widget=Titles)
    paragraph = forms.CharField(
        label=_("Paragraph of the secrecy act (OSL)"), help_text=_("For example 21 kap. 1 §."), max_length=40
    )

    def __init__(self, *args: Any, edition: Edition, **more: Any) -> None:
        super().__init__(*args, **more)
        titles = {one.id: told(one.title) for one in edition.strategy.elements}
        handed: dict[str, str] = {one.address: Called.of(one.title) for one in edition.sections}
        places = [("", gettext("In every text"))]
        for place, _text in edition.texts():
            element, _dot, field = place.rpartition(".")
            if place in handed:
                where = handed[place]
            else:
                where = f"{titles[element]}: {told(FIELDS[field])}" if element else told(INTRODUCTION)
            places.append((place, where))
        choice(self, "place").choices = places


class MoveForm(forms.Form):
    """Where in the list of largest gaps a gap shall stand, and why."""

    place = forms.IntegerField(label=_("Place in the list"), min_value=1)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Everybody who reads the list sees it.")
    )
