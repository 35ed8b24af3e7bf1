"""The form that somebody registers with, and changes the registration with afterwards."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from django import forms
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from laget.apps.accounts.models import Retention
from laget.apps.accounts.queries.personal import personal_of
from laget.apps.forum.actions.registering import Given
from laget.apps.forum.forms.open import LONGEST_ADDRESS, OpenForm
from laget.apps.forum.models import Answer, Companion, Event, Need, Pass, Question, Registration
from laget.apps.forum.queries.events import attendance_passes, free_of
from laget.apps.forum.queries.programme import latest_version
from laget.apps.forum.queries.registrations import keeping_of
from laget.core.areas import MUNICIPALITIES, municipalities_of
from laget.core.forum.seats import parallel
from laget.core.personal import Personal
from laget.core.words.said import Said
from laget.ui.choices import Called, Titles, choice
from laget.ui.templatetags.laget import day, language, spoken, told

LONGEST_ANSWER = 2000
NONE_OF_THEM = ""


class RegistrationForm(OpenForm):
    """Who registers, how they take part, what they need.

    With a `registration` it changes that one: neither its address nor its attendance.
    """

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    of = forms.CharField(
        label=_("Organisation (if you come for one)"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    sort = forms.ChoiceField(
        label=_("Kind of organisation"), choices=Registration.Sort.choices, required=False
    )
    area = forms.ChoiceField(label=_("Municipality"), required=False, widget=Titles)
    attendance = forms.ChoiceField(label=_("How do you want to take part?"), widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(label=_("Days"), required=False, widget=forms.CheckboxSelectMultiple)
    meals = forms.MultipleChoiceField(
        label=_("Meals, on site"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sessions = forms.MultipleChoiceField(
        label=_("Items to sign up for"), required=False, widget=forms.CheckboxSelectMultiple
    )
    companions = forms.CharField(
        label=_("Those who come along, a name on each line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    food = forms.CharField(
        label=_("Food that you need"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    access = forms.CharField(
        label=_("What you need to be able to take part"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    is_listed = forms.BooleanField(
        label=_("I consent to standing in the list of participants"), required=False
    )

    def __init__(
        self,
        event: Event,
        data: object = None,
        *,
        now: datetime,
        registration: Registration | None = None,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(event, data, now=now, initial=initial)
        self.event, self.registration = event, registration
        self.parallel: dict[str, list[str]] = {}  # the ids of passes by the field of each group
        self.held = {} if registration is None else {one.to_id: one for one in registration.holds.all()}
        if registration is not None:
            for name in ("email", "attendance", "webbplats", "when"):
                del self.fields[name]
        self._choose_passes()
        self._choose_area()
        self._ask_questions()
        if event.largest_group < 2:
            del self.fields["companions"]
        if not event.shows_participants:
            del self.fields["is_listed"]

    # What can be chosen

    def _choose_passes(self) -> None:
        prefetch_related_objects([self.event], Prefetch("passes", Pass.objects.select_related("session")))
        passes = list(self.event.passes.all())
        for kind, name in ((Pass.Kind.DAY, "days"), (Pass.Kind.MEAL, "meals")):
            self._choices(name, [one for one in passes if one.kind == kind])
        if "attendance" in self.fields:
            self._choices("attendance", attendance_passes(self.event))
        items = [
            one
            for one in passes
            if one.kind == Pass.Kind.SESSION and one.session and not one.session.is_cancelled
        ]
        published = latest_version(self.event) if items else None
        if published is not None:  # what has been added since is not public yet
            document = published.document
            items = [
                one
                for one in items
                if (one.session and str(one.session.uid) in document) or one.pk in self.held
            ]
        times = [(one.session.starts, one.session.ends) for one in items if one.session is not None]
        alone: list[Pass] = []
        for group in parallel(times):
            if len(group) == 1:
                alone.append(items[group[0]])
                continue
            name = f"parallel_{items[group[0]].pk}"
            self.parallel[name] = [str(items[place].pk) for place in group]
            self.fields[name] = forms.ChoiceField(
                label=_("At the same time: choose one"),
                required=False,
                widget=forms.RadioSelect,
                choices=[
                    (NONE_OF_THEM, pgettext_lazy("items", "None of them")),
                    *((str(items[place].pk), self._called(items[place])) for place in group),
                ],
                initial=NONE_OF_THEM,
            )
        self._choices("sessions", alone)

    def _choices(self, name: str, passes: list[Pass]) -> None:
        field = self.fields[name]
        if not passes and name != "attendance":
            del self.fields[name]
            return
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(str(one.pk), self._called(one)) for one in passes]
        if name == "attendance" and len(passes) == 1:
            field.initial = str(passes[0].pk)

    @cached_property
    def is_of_days(self) -> bool:
        """Whether the event goes on for several days, so that a time alone does not say when."""
        return len(self.event.days.all()) > 1

    def _called(self, one: Pass) -> SafeString:
        """Return what a pass is called, when it is, and how many seats are free."""
        free = free_of(one)
        if one.pk in self.held:
            seats = self.held[one.pk].get_state_display().lower()
        elif free is None:
            seats = ""
        elif free > 0:
            seats = ngettext("%(free)d seat free", "%(free)d seats free", free) % {"free": free}
        elif self.event.has_waiting_list:
            seats = gettext("full: you will stand in the waiting list")
        else:
            seats = gettext("full")
        name = in_swedish(str(one)) if one.title or one.session is not None else format_html("{}", str(one))
        if one.session is not None and one.session.starts is not None:
            starts = localtime(one.session.starts)
            when = f"{day(starts)} {starts:%H.%M}" if self.is_of_days else f"{starts:%H.%M}"
            name = format_html("{} {}", when, name)
        elif one.on is not None:
            name = format_html("{}, {}", name, day(one.on)) if one.title else format_html("{}", day(one.on))
        if not seats:
            return name
        return format_html('{} <span class="caption">{}</span>', name, seats)

    def _choose_area(self) -> None:
        choice(self, "area").choices = partial(_areas, self.event.organisation.area, language())

    def _ask_questions(self) -> None:
        self.questions = list(Question.objects.filter(event=self.event))
        for one in self.questions:
            lines = [line.strip() for line in one.choices.splitlines() if line.strip()]
            choices = [(line, in_swedish(line)) for line in lines]
            field: forms.Field
            if one.kind == Question.Kind.CHOICE:
                field = forms.ChoiceField(choices=choices, widget=forms.RadioSelect)
            elif one.kind == Question.Kind.SEVERAL:
                field = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)
            else:
                rows = (
                    forms.Textarea(attrs={"rows": 4}) if one.kind == Question.Kind.TEXT else forms.TextInput
                )
                field = forms.CharField(max_length=LONGEST_ANSWER, widget=rows)
            field.label, field.required = in_swedish(one.text), one.is_required
            if one.is_required:
                field.label = format_html("{} ({})", field.label, gettext("must be answered"))
            self.fields[f"question_{one.pk}"] = field

    # Why it is asked

    @cached_property
    def why(self) -> dict[str, str]:
        """Why each field is asked for, on what ground and until when it is kept; worked out when shown."""
        keeping = keeping_of(self.event)
        of = {
            "food": (Need, Retention.What.NEED),
            "access": (Need, Retention.What.NEED),
            "companions": (Companion, Retention.What.REGISTRATION),
        }
        about: dict[str, str] = {}
        for name in ("name", "email", "of", "sort", "area", "is_listed", "food", "access", "companions"):
            model, what = of.get(name, (Registration, Retention.What.REGISTRATION))
            known = personal_of(model)["name" if name == "companions" else name]
            about[name] = self._why(told(known.purpose), known, keeping[what])
        for one in self.questions:
            answer = Answer.personal["text"]
            purpose = in_swedish(one.purpose.rstrip("."))
            about[f"question_{one.pk}"] = self._why(purpose, answer, keeping[Retention.What.REGISTRATION])
        return about

    def _why(self, purpose: str, known: Personal, until: Said) -> SafeString:
        return format_html(
            gettext("Purpose: {purpose}. Legal ground: {ground}. {until}"),
            purpose=purpose,
            ground=told(known.ground.said),
            until=told(until),
        )

    @property
    def groups(self) -> list[tuple[str, list[tuple[forms.BoundField, str]]]]:
        """The fields in their order: a heading, and each field with why it is asked for."""
        questions = [f"question_{one.pk}" for one in self.questions]
        ordered = (
            (gettext("Who you are"), ["name", "email", "of", "sort", "area"]),
            (
                gettext("How you take part"),
                ["attendance", "days", "meals", "sessions", *self.parallel, "companions"],
            ),
            (gettext("Questions from the organiser"), questions),
            (gettext("What you need (kept apart from the rest)"), ["food", "access"]),
            (gettext("The list of participants"), ["is_listed"]),
        )
        found = (
            (title, [(self[name], self.why.get(name, "")) for name in names if name in self.fields])
            for title, names in ordered
        )
        return [(title, fields) for title, fields in found if fields]

    # What was written

    def clean_companions(self) -> tuple[str, ...]:
        """Return the names of those who come along."""
        names = tuple(" ".join(line.split()) for line in self.cleaned_data["companions"].splitlines())
        known = tuple(name for name in names if name)
        if any(len(name) > 120 for name in known):
            raise forms.ValidationError(_("A name is at most 120 characters."))
        if len(known) >= self.event.largest_group:
            raise forms.ValidationError(
                gettext("A registration may be for at most %(most)d people, you among them.")
                % {"most": self.event.largest_group}
            )
        return known

    def given(self, *, language: str) -> Given:
        """Return what was written, of a form that is valid."""
        written = self.cleaned_data
        return Given(
            name=written["name"],
            email=written["email"] if self.registration is None else self.registration.email,
            of=written["of"],
            sort=written["sort"],
            area=written["area"],
            passes=tuple(int(one) for one in self._passes()),
            companions=written.get("companions") or (),
            food=written["food"],
            access=written["access"],
            is_listed=written.get("is_listed", False),
            answers={one.pk: self._answer(one) for one in self.questions},
            language=language,
        )

    def _passes(self) -> Iterator[str]:
        written = self.cleaned_data
        yield from ([written["attendance"]] if written.get("attendance") else [])
        for name in ("days", "meals", "sessions"):
            yield from written.get(name, [])
        yield from (written[name] for name in self.parallel if written.get(name))

    def _answer(self, one: Question) -> str:
        answer = self.cleaned_data.get(f"question_{one.pk}") or ""
        return answer if isinstance(answer, str) else "\n".join(answer)


class LinkForm(OpenForm):
    """The address that somebody registered with, who wants the link to the registration again."""

    email = forms.EmailField(
        label=_("The e-mail address that you registered with"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def in_swedish(text: str) -> SafeString:
    """Return what an organiser has written, which says that it is in Swedish on a page that is not."""
    return format_html("<span{}>{}</span>" if (lang := spoken(Said(text, text))) else "{}{}", lang, text)


@lru_cache(maxsize=64)  # three hundred names, the same each time
def _areas(county: str, _language: str) -> list[Any]:
    """Return the municipalities to choose among, those of a county first, called in a language."""
    near = municipalities_of(county) if county else ()
    far = [one for one in MUNICIPALITIES if one not in near]
    return [
        ("", gettext_lazy("Not stated")),
        *((one.code, Called.in_swedish(one.name_sv)) for one in near),
        (_("Other municipalities"), [(one.code, Called.in_swedish(one.name_sv)) for one in far]),
    ]


def written_of(registration: Registration, form: RegistrationForm) -> dict[str, object]:
    """Return what the fields of a form hold of a registration as it stands."""
    held = {str(one.to_id) for one in registration.holds.all()}
    need = Need.objects.filter(registration=registration).first()
    answers = {one.question_id: one.text for one in registration.answers.all()}
    written: dict[str, object] = {
        name: getattr(registration, name) for name in ("name", "of", "sort", "area", "is_listed")
    }
    written["companions"] = "\n".join(one.name for one in registration.companions.all())
    written["food"], written["access"] = (need.food, need.access) if need is not None else ("", "")
    for name in ("days", "meals", "sessions"):
        written[name] = list(held)
    for name in form.parallel:
        written[name] = next((one for one in form.parallel[name] if one in held), NONE_OF_THEM)
    for one in form.questions:
        text = answers.get(one.pk, "")
        written[f"question_{one.pk}"] = text.splitlines() if one.kind == Question.Kind.SEVERAL else text
    return written
