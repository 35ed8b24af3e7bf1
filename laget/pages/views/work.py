"""The desk of those who work for an organisation: what is under way, and the way to what they may do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laget.apps.accounts.models import Organisation, Role
from laget.apps.accounts.permissions import Permission, permission, require
from laget.apps.accounts.queries import organisation_at, roles_of
from laget.apps.evidence.models import Evidence
from laget.apps.evidence.permissions import WRITE_EVIDENCE
from laget.apps.evidence.queries import evidence_seen_by
from laget.apps.feedback.permissions import READ_FEEDBACK
from laget.apps.followup.models import Remark
from laget.apps.followup.permissions import ACCEPT_REVISION, REFRESH_FIGURES, SEE_EDITION
from laget.apps.followup.queries.drafts import draft_of as edition_draft_of
from laget.apps.followup.queries.statistics import refresh_of, remarks_of
from laget.apps.households.models import Household
from laget.apps.households.permissions import COMPOSE_HOUSEHOLDS
from laget.apps.initiatives.models import Initiative
from laget.apps.initiatives.permissions import WRITE_INITIATIVES
from laget.apps.mail.permissions import SEE_OUTBOX
from laget.apps.mobilisation.models import Mobilisation
from laget.apps.mobilisation.permissions import WRITE_MOBILISATIONS, WRITE_PLATFORMS
from laget.apps.people.permissions import CHANGE_ROLES, DECIDE_RETENTION
from laget.apps.people.queries import open_invitations
from laget.apps.strategy.permissions import SEE_DRAFT
from laget.apps.strategy.queries import draft_of
from laget.pages.forum.desk import desk
from laget.ui.templatetags.laget import day

WORK = permission("work", *Role)  # whoever has a role


@dataclass(frozen=True, slots=True)
class Task:
    """Something that may be done: what, how it stands, where it is done, and with what that has a name."""

    title: str
    state: str
    url: str
    of: str = ""


def work(request: HttpRequest, region: str) -> HttpResponse:
    """Show what is under way and what the person may do."""
    organisation = organisation_at(region)
    require(request.user, organisation, WORK)
    roles = roles_of(request.user, organisation)
    context = {
        "organisation": organisation,
        "section": "work",
        "roles": [role.label for role in Role if role in roles],
        "tasks": list(_tasks(organisation, roles)),
    }
    return render(request, "pages/work.html", context)


def _tasks(organisation: Organisation, roles: frozenset[Role]) -> Iterator[Task]:
    """Yield what these roles may do, in the order of a year's work."""

    def may(asked: Permission) -> bool:
        return bool(roles & asked.roles)

    def at(name: str) -> str:
        return reverse(name, args=[organisation.slug])

    if organisation.kind == Organisation.Kind.REGION:  # a network has no strategy
        yield from _of_strategy(organisation, may=may, at=at)
    yield from (Task(*one) for one in desk(organisation, may=may, now=timezone.now()))
    if may(READ_FEEDBACK):
        yield Task(_("What readers say"), _("Page by page: of use or not, and why."), at("answers"))
    if may(CHANGE_ROLES):
        waiting = open_invitations(organisation, now=timezone.now()).count()
        state = ngettext("%(count)s open invitation.", "%(count)s open invitations.", waiting)
        yield Task(
            _("People"),
            state % {"count": waiting} if waiting else _("Who is what, and invitations."),
            at("people"),
        )
    if may(DECIDE_RETENTION):
        yield Task(_("Retention"), _("How long things about people are kept."), at("retention"))
    if may(SEE_OUTBOX):
        yield Task(_("The outbox"), _("Mails that have been sent or wait."), reverse("outbox"))
    if may(SEE_DRAFT):
        yield Task(_("Who did what"), _("Everything that is done here, and when."), at("log"))


def _of_strategy(
    organisation: Organisation, *, may: Callable[[Permission], bool], at: Callable[[str], str]
) -> Iterator[Task]:
    """Yield what may be done with the strategy, its figures and its follow-up."""
    if may(SEE_DRAFT):
        draft = draft_of(organisation)
        state = (
            _("A draft, last changed %(day)s.") % {"day": day(draft.changed_at)}
            if draft is not None
            else _("No draft is being written.")
        )
        yield Task(_("The strategy"), state, at("draft"))
    if may(REFRESH_FIGURES):
        yield Task(_("The figures"), _fetched(organisation), at("statistics"))
        left = sum(one.state == Remark.State.OPEN for one in remarks_of(organisation))
        state = ngettext("%(count)s thing to do.", "%(count)s things to do.", left) % {"count": left}
        yield Task(_("What the figures need"), state if left else _("Nothing to do."), at("findings"))
    if may(ACCEPT_REVISION):
        state = _("Old figures that have been changed and wait to be accepted.")
        yield Task(_("Revision alarms"), state, at("alarms"))
    if may(WRITE_EVIDENCE):
        today = timezone.localdate()
        everything = Evidence.objects.filter(organisation=organisation).count()
        kept = everything - evidence_seen_by(organisation, viewer=None, today=today).count()
        state = ngettext("%(count)s not shown to everybody.", "%(count)s not shown to everybody.", kept)
        yield Task(
            _("Evidence"),
            state % {"count": kept} if kept else _("Reports, surveys, voices, and what they bear on."),
            at("evidence_list"),
        )
    if may(WRITE_INITIATIVES):
        kept = Initiative.objects.filter(organisation=organisation, public=False).count()
        state = ngettext("%(count)s not shown to everybody.", "%(count)s not shown to everybody.", kept)
        yield Task(
            _("Initiatives"),
            state % {"count": kept} if kept else _("Projects and efforts, their money, hopes and logs."),
            at("initiatives"),
        )
    if may(COMPOSE_HOUSEHOLDS):
        kept = Household.objects.filter(organisation=organisation, public=False).count()
        state = ngettext("%(count)s not shown to everybody.", "%(count)s not shown to everybody.", kept)
        yield Task(
            _("Households"),
            state % {"count": kept} if kept else _("Invented people through whose eyes figures are read."),
            at("households"),
        )
    if may(WRITE_PLATFORMS):
        waiting = Mobilisation.objects.filter(
            organisation=organisation, state=Mobilisation.State.PROPOSED
        ).count()
        state = ngettext("%(count)s proposed question.", "%(count)s proposed questions.", waiting)
        yield Task(
            _("What we gather around"),
            state % {"count": waiting}
            if waiting and may(WRITE_MOBILISATIONS)
            else _("Questions that need everyone, and the platforms that take them on."),
            at("mobilisations"),
        )
    if may(SEE_EDITION):
        edition = edition_draft_of(organisation)
        state = (
            _("The follow-up of %(year)s is being written.") % {"year": edition.year}
            if edition is not None
            else _("No follow-up is being written.")
        )
        yield Task(_("The follow-up"), state, at("edition_draft"))


def _fetched(organisation: Organisation) -> str:
    last = refresh_of(organisation)
    if last is None:
        return _("Not fetched from here yet.")
    if last.state in last.OPEN:
        return _("They are being fetched now.")
    return _("Last fetched %(day)s.") % {"day": day(last.asked_at)}
