"""Who did what and when: the log of an organisation, as far as somebody's roles let them see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from laget.apps.accounts.models import Retention, Role
from laget.apps.accounts.permissions import Permission, require
from laget.apps.accounts.queries import organisation_at, roles_of
from laget.apps.audit.models import Entry
from laget.apps.audit.queries import entries_of
from laget.apps.evidence.permissions import SEE_EMBARGOED
from laget.apps.feedback.permissions import READ_FEEDBACK
from laget.apps.followup.permissions import REFRESH_FIGURES, SEE_EDITION
from laget.apps.followup.queries import names_of
from laget.apps.followup.views.drafts import ACTS as OF_EDITION
from laget.apps.forum.permissions import EDIT_FORUM, ERASE_PEOPLE, SEE_REGISTRATIONS
from laget.apps.horizon.permissions import SEE_SIGNALS
from laget.apps.households.permissions import COMPOSE_HOUSEHOLDS
from laget.apps.initiatives.permissions import WRITE_INITIATIVES
from laget.apps.mail.permissions import SEE_OUTBOX
from laget.apps.mobilisation.permissions import WRITE_MOBILISATIONS, WRITE_PLATFORMS
from laget.apps.newsletter.permissions import WRITE_LETTERS
from laget.apps.people.permissions import CHANGE_ROLES, DECIDE_RETENTION
from laget.apps.strategy.permissions import SEE_DRAFT
from laget.core.asked import whole_number
from laget.pages.views.work import WORK

SHOWN = 50
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Field:
    """A part of the work: its word in the address, its name, who may see what is done in it, and the acts."""

    word: str
    name: Words
    asked: Permission
    acts: Mapping[str, Words]


FIELDS = (
    Field(
        "strategi",
        gettext_lazy("The strategy"),
        SEE_DRAFT,
        {
            "start_draft": gettext_lazy("began a draft of the strategy"),
            "edit_draft": gettext_lazy("changed the draft of the strategy"),
            "replace_draft": gettext_lazy("brought in a file as the draft of the strategy"),
            "discard_draft": gettext_lazy("discarded the draft of the strategy"),
            "adopt_strategy": gettext_lazy("adopted a version of the strategy"),
        },
    ),
    Field(
        "uppfoljning",
        gettext_lazy("The follow-up"),
        SEE_EDITION,
        {
            **OF_EDITION,
            "move_gap": gettext_lazy("moved a gap in the list"),
            "return_gap": gettext_lazy("moved a gap back in the list"),
        },
    ),
    Field(
        "underlag",
        gettext_lazy("Evidence"),
        SEE_EMBARGOED,
        {
            "write_evidence": gettext_lazy("wrote a piece of evidence"),
            "publish_evidence": gettext_lazy("published a piece of evidence"),
            "withdraw_evidence": gettext_lazy("withdrew a piece of evidence"),
            "remove_evidence": gettext_lazy("removed a piece of evidence"),
            "bring_file": gettext_lazy("brought a file"),
        },
    ),
    Field(
        "omvarld",
        gettext_lazy("What happens around us"),
        SEE_SIGNALS,
        {
            "add_signal": gettext_lazy("added a signal"),
            "change_signal": gettext_lazy("changed a signal"),
            "remove_signal": gettext_lazy("removed a signal"),
            "scan_signals": gettext_lazy("went through the signals of a year"),
            "select_signals": gettext_lazy("chose signals"),
            "watch_indicators": gettext_lazy("chose what the economy is followed by"),
        },
    ),
    Field(
        "insatser",
        gettext_lazy("Initiatives"),
        WRITE_INITIATIVES,
        {
            "add_initiative": gettext_lazy("added an initiative"),
            "change_initiative": gettext_lazy("changed an initiative"),
            "remove_initiative": gettext_lazy("removed an initiative"),
            "bring_initiatives": gettext_lazy("brought in an initiative from a workbook"),
            "note_progress": gettext_lazy("wrote in the log of an initiative"),
            "change_note": gettext_lazy("changed the log of an initiative"),
            "remove_note": gettext_lazy("removed a line of the log of an initiative"),
        },
    ),
    Field(
        "hushall",
        gettext_lazy("Households"),
        COMPOSE_HOUSEHOLDS,
        {
            "compose_household": gettext_lazy("composed a household"),
            "remove_household": gettext_lazy("removed a household"),
        },
    ),
    Field(
        "kraftsamling",
        gettext_lazy("What we gather around"),
        WRITE_MOBILISATIONS,
        {
            "add_mobilisation": gettext_lazy("proposed a question to gather around"),
            "change_mobilisation": gettext_lazy("changed a question to gather around"),
            "remove_mobilisation": gettext_lazy("removed a question to gather around"),
            "decide_mobilisations": gettext_lazy("wrote down a decision on a question"),
            "close_mobilisation": gettext_lazy("closed a gathering"),
            "reopen_mobilisation": gettext_lazy("took up a gathering again"),
            "write_outcome": gettext_lazy("wrote how a gathering went"),
        },
    ),
    Field(
        "plattformar",
        gettext_lazy("Platforms"),
        WRITE_PLATFORMS,
        {
            "add_platform": gettext_lazy("added a platform"),
            "change_platform": gettext_lazy("changed a platform"),
            "remove_platform": gettext_lazy("removed a platform"),
        },
    ),
    Field(
        "siffror",
        gettext_lazy("The figures"),
        REFRESH_FIGURES,
        {
            "start_refresh": gettext_lazy("asked for fresh figures"),
            "decide_remark": gettext_lazy("decided about a finding"),
            "accept_alarm": gettext_lazy("accepted a revision"),
            "leave_alarm": gettext_lazy("left a revision standing"),
            "keep_own_file": gettext_lazy("sent a file of figures"),
        },
    ),
    Field(
        "lasare",
        gettext_lazy("What readers say"),
        READ_FEEDBACK,
        {"delete_line": gettext_lazy("took away a reader's line")},
    ),
    Field(
        "forum",
        gettext_lazy("Forum"),
        EDIT_FORUM,
        {
            "add_event": gettext_lazy("made an event"),
            "begin_event": gettext_lazy("began an event from an outline"),
            "copy_event": gettext_lazy("began an event from an earlier one"),
            "change_event": gettext_lazy("changed an event"),
            "decide_event": gettext_lazy("published or cancelled an event"),
            "set_seats": gettext_lazy("changed how many seats there are"),
            "change_attendance": gettext_lazy("changed what registration asks"),
            "add_session": gettext_lazy("added an item to a programme"),
            "change_session": gettext_lazy("changed an item of a programme"),
            "cancel_session": gettext_lazy("cancelled an item of a programme or brought it back"),
            "remove_session": gettext_lazy("took an item out of a programme"),
            "reschedule_session": gettext_lazy("changed the time of an item"),
            "place_session": gettext_lazy("moved an item in a programme"),
            "pin_session": gettext_lazy("fixed or freed the time of an item"),
            "restore_times": gettext_lazy("took back a change of times in a programme"),
            "bring_programme": gettext_lazy("brought a programme in from a file"),
            "bring_new_programme": gettext_lazy("made an event of a file with a programme"),
            "publish_programme": gettext_lazy("published a version of a programme"),
            "add_person": gettext_lazy("wrote down who takes part"),
            "change_person": gettext_lazy("changed who takes part"),
            "take_down_person": gettext_lazy("took down who took part"),
            "add_task": gettext_lazy("asked for something before a meeting"),
            "change_task": gettext_lazy("changed what is to be done before a meeting"),
            "remove_task": gettext_lazy("took away what was to be done before a meeting"),
            "tick_task": gettext_lazy("ticked who has done a task"),
            "untick_task": gettext_lazy("took back who has done a task"),
            "write_asks": gettext_lazy("changed the questions after an event"),
            "write_mailing": gettext_lazy("wrote a mail to many"),
            "change_mailing": gettext_lazy("changed a mail to many"),
            "remove_mailing": gettext_lazy("threw a mail to many away"),
            "approve_mailing": gettext_lazy("approved a mail to many"),
            "withdraw_mailing": gettext_lazy("withdrew the approval of a mail to many"),
            "send_mailing": gettext_lazy("a mail to many was sent"),
            "send_mail_again": gettext_lazy("sent a mail about a registration again"),
            "send_stuck_again": gettext_lazy("sent mails that did not arrive again"),
            "set_link": gettext_lazy("entered the digital link"),
            "send_link_again": gettext_lazy("sent the digital link to somebody again"),
            "want_municipalities": gettext_lazy("wanted to reach every municipality of the county"),
        },
    ),
    Field(
        "anmalda",
        gettext_lazy("Registered"),
        SEE_REGISTRATIONS,
        {
            "see_registrations": gettext_lazy("saw who has registered"),
            "see_needs": gettext_lazy("saw what those registered need"),
            "see_door": gettext_lazy("saw the list at the door"),
            "export_registrations": gettext_lazy("took out a list or badges"),
            "disclose_registrations": gettext_lazy("handed out registrations as public documents"),
            "add_by_hand": gettext_lazy("registered somebody by hand"),
            "cancel_for": gettext_lazy("cancelled a registration"),
            "send_confirmation": gettext_lazy("sent a confirmation again"),
            "check_in": gettext_lazy("checked somebody in"),
            "let_in": gettext_lazy("checked in somebody who was not registered"),
            "undo_check_in": gettext_lazy("undid a check-in"),
            "forget_registration": gettext_lazy("a registration was forgotten"),
        },
    ),
    Field(
        "glomda",
        gettext_lazy("Forgotten"),
        ERASE_PEOPLE,
        {
            "erase_person": gettext_lazy("forgot somebody who asked for it"),
            "erase_registration": gettext_lazy("forgot a registration"),
            "give_own": gettext_lazy("gave somebody what is held about them"),
        },
    ),
    Field(
        "personer",
        gettext_lazy("People"),
        CHANGE_ROLES,
        {
            "invite_person": gettext_lazy("invited somebody"),
            "withdraw_invitation": gettext_lazy("withdrew an invitation"),
            "accept_invitation": gettext_lazy("accepted an invitation"),
            "change_roles": gettext_lazy("changed somebody's roles"),
            "close_account": gettext_lazy("closed their account"),
        },
    ),
    Field(
        "gallring",
        gettext_lazy("Retention"),
        DECIDE_RETENTION,
        {
            "decide_retention": gettext_lazy("entered a decision on retention"),
            "withdraw_retention": gettext_lazy("withdrew a decision on retention"),
        },
    ),
    Field(
        "nyhetsbrev",
        gettext_lazy("The newsletter"),
        WRITE_LETTERS,
        {
            "add_letter": gettext_lazy("began a letter"),
            "change_letter": gettext_lazy("changed a letter"),
            "remove_letter": gettext_lazy("threw a letter away"),
            "send_letter": gettext_lazy("sent a letter"),
            "send_letter_again": gettext_lazy("sent a letter again to those it had not reached"),
        },
    ),
    Field(
        "utkorgen",
        gettext_lazy("The outbox"),
        SEE_OUTBOX,
        {"send_again": gettext_lazy("sent a mail again")},
    ),
)
"""Every act that is logged, by the part of the work that it belongs to."""
NUMBERED = frozenset(
    [
        "user",
        "invitation",
        "answer",
        "refresh",
        "mail",
        "alarm",
        "draft",
        "evidence",
        "initiative",
        "media",
        "participant",
    ]
)
"""What the log knows by a number or a check value that says nothing to a reader."""


@dataclass(frozen=True, slots=True)
class Done:
    """One line of the log: what was done, to what, and what the log says more of it."""

    entry: Entry
    act: Words
    to: str
    more: tuple[str, ...]


@require_GET
def log(request: HttpRequest, region: str) -> HttpResponse:
    """Show who did what, latest first, a page at a time; `om` names one part of the work."""
    organisation = organisation_at(region)
    require(request.user, organisation, WORK)
    roles = roles_of(request.user, organisation)
    open_to = [one for one in FIELDS if roles & one.asked.roles]
    chosen = next((one for one in open_to if one.word == request.GET.get("om")), None)
    acts = {act: name for one in ([chosen] if chosen else open_to) for act, name in one.acts.items()}
    before = whole_number(request.GET.get("fore", ""))
    entries = entries_of(organisation, actions=acts, before=before, most=SHOWN + 1)
    context = {
        "organisation": organisation,
        "section": "work",
        "fields": open_to,
        "chosen": chosen,
        "done": list(_done(entries[:SHOWN], acts)),
        "earlier": entries[SHOWN - 1].pk if len(entries) > SHOWN else None,
    }
    return render(request, "pages/log.html", context)


def _done(entries: list[Entry], acts: Mapping[str, Words]) -> Iterator[Done]:
    concerned = {int(one.subject.partition(":")[2]) for one in entries if one.subject.startswith("user:")}
    names = names_of(concerned)
    for entry in entries:
        yield Done(entry, acts[entry.action], _to(entry, names), tuple(_more(entry.detail)))


def _to(entry: Entry, names: Mapping[int, str]) -> str:
    """Return what something was done to, as a reader knows it."""
    kind, _, id_ = entry.subject.partition(":")
    if kind == "user" and entry.action != "close_account":
        return names.get(int(id_), gettext("somebody whose account is closed"))
    if kind == "retention":
        return str(Retention.What(id_).label)
    if "indicator" in entry.detail:
        return str(entry.detail["indicator"])
    return "" if kind in NUMBERED else id_


def _more(detail: Mapping[str, object]) -> Iterator[str]:
    """Yield what the log says more of an act: roles, days, the paragraph of a law, the reason."""
    for key, words in (
        ("roles", gettext("roles: %(names)s")),
        ("given", gettext("given: %(names)s")),
        ("taken", gettext("taken: %(names)s")),
    ):
        named = detail.get(key)
        if isinstance(named, list) and named:
            yield words % {"names": ", ".join(str(Role(one).label) for one in named)}
    if "days" in detail:
        told = gettext("%(days)s days by decision %(decision)s")
        yield told % {"days": detail["days"], "decision": detail.get("decision", "")}
    if "place" in detail and isinstance(detail["place"], int):
        yield gettext("to place %(place)s") % {"place": detail["place"]}
    if detail.get("paragraph"):
        yield f"OSL {detail['paragraph']}"
    if detail.get("diary"):
        yield gettext("case %(number)s") % {"number": detail["diary"]}
    if isinstance(detail.get("rows"), int):
        yield gettext("rows: %(count)s") % {"count": detail["rows"]}
    if detail.get("page"):
        yield str(detail["page"])
    if detail.get("reason"):
        yield str(detail["reason"])
