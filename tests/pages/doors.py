"""Every address that asks for a role, and those that ask for none: what the tests of roles go through."""

from dataclasses import dataclass

from laget.apps.accounts.permissions import Permission
from laget.apps.evidence.permissions import WRITE_EVIDENCE
from laget.apps.feedback.permissions import DELETE_LINE, READ_FEEDBACK
from laget.apps.followup.permissions import (
    ACCEPT_REVISION,
    APPROVE_EDITION,
    MASK_EDITION,
    MOVE_GAP,
    PUBLISH_EDITION,
    REFRESH_FIGURES,
    SEE_EDITION,
    WRITE_EDITION,
)
from laget.apps.forum.permissions import EDIT_FORUM, PUBLISH_PROGRAMME
from laget.apps.horizon.permissions import SELECT_SIGNALS, WRITE_SIGNALS
from laget.apps.households.permissions import COMPOSE_HOUSEHOLDS
from laget.apps.initiatives.permissions import WRITE_INITIATIVES
from laget.apps.mobilisation.permissions import DECIDE_MOBILISATIONS, WRITE_MOBILISATIONS, WRITE_PLATFORMS
from laget.apps.newsletter.permissions import SEND_LETTERS, WRITE_LETTERS
from laget.apps.people.permissions import CHANGE_ROLES, DECIDE_RETENTION, INVITE_PERSON
from laget.apps.strategy.permissions import ADOPT_STRATEGY, EDIT_STRATEGY, SEE_DRAFT
from laget.pages.views.work import WORK


@dataclass(frozen=True, slots=True)
class Page:
    """An address of a region, what it takes to read it (None: it is only sent to) and to send to it."""

    name: str
    get: Permission | None
    post: Permission | None = None


PAGES = (
    Page("people", INVITE_PERSON, INVITE_PERSON),
    Page("person", CHANGE_ROLES, CHANGE_ROLES),
    Page("withdraw_invitation", None, INVITE_PERSON),
    Page("retention", DECIDE_RETENTION, DECIDE_RETENTION),
    Page("withdraw_retention", None, DECIDE_RETENTION),
    Page("answers", READ_FEEDBACK),
    Page("delete_line", None, DELETE_LINE),
    Page("edition_draft", SEE_EDITION),
    Page("start_edition", None, PUBLISH_EDITION),
    Page("count_edition", None, PUBLISH_EDITION),
    Page("discard_edition", PUBLISH_EDITION, PUBLISH_EDITION),
    Page("approve_edition", None, APPROVE_EDITION),
    Page("draft_verdicts", SEE_EDITION),
    Page("edition_history", SEE_EDITION),
    Page("draft_preview", SEE_EDITION),
    Page("part_links", PUBLISH_EDITION, PUBLISH_EDITION),
    Page("withdraw_link", None, PUBLISH_EDITION),
    Page("introduction", SEE_EDITION, WRITE_EDITION),
    Page("part", SEE_EDITION, WRITE_EDITION),
    Page("sign_part", None, WRITE_EDITION),
    Page("take_section", None, WRITE_EDITION),
    Page("correct_edition", PUBLISH_EDITION, PUBLISH_EDITION),
    Page("publish_edition", PUBLISH_EDITION, PUBLISH_EDITION),
    Page("mask_edition", MASK_EDITION, MASK_EDITION),
    Page("lift_mask", None, MASK_EDITION),
    Page("evidence_add", WRITE_EVIDENCE, WRITE_EVIDENCE),
    Page("evidence_change", WRITE_EVIDENCE, WRITE_EVIDENCE),
    Page("evidence_publish", None, WRITE_EVIDENCE),
    Page("evidence_remove", WRITE_EVIDENCE, WRITE_EVIDENCE),
    Page("household_add", COMPOSE_HOUSEHOLDS, COMPOSE_HOUSEHOLDS),
    Page("household_change", COMPOSE_HOUSEHOLDS, COMPOSE_HOUSEHOLDS),
    Page("household_remove", COMPOSE_HOUSEHOLDS, COMPOSE_HOUSEHOLDS),
    Page("add_signal", WRITE_SIGNALS, WRITE_SIGNALS),
    Page("change_signal", WRITE_SIGNALS, WRITE_SIGNALS),
    Page("watch_economy", WRITE_SIGNALS, WRITE_SIGNALS),
    Page("remove_signal", WRITE_SIGNALS, WRITE_SIGNALS),
    Page("scan", WRITE_SIGNALS, WRITE_SIGNALS),
    Page("choose_signals", SELECT_SIGNALS, SELECT_SIGNALS),
    Page("hand_selection", None, WRITE_EDITION),
    Page("initiative_add", WRITE_INITIATIVES, WRITE_INITIATIVES),
    Page("initiatives_bring", WRITE_INITIATIVES, WRITE_INITIATIVES),
    Page("initiative_change", WRITE_INITIATIVES, WRITE_INITIATIVES),
    Page("initiative_remove", WRITE_INITIATIVES, WRITE_INITIATIVES),
    Page("initiative_note", WRITE_INITIATIVES, WRITE_INITIATIVES),
    Page("initiative_note_change", WRITE_INITIATIVES, WRITE_INITIATIVES),
    Page("initiative_note_remove", WRITE_INITIATIVES, WRITE_INITIATIVES),
    Page("mobilisation_add", WRITE_MOBILISATIONS, WRITE_MOBILISATIONS),
    Page("mobilisation_gather", WRITE_MOBILISATIONS),
    Page("mobilisation_change", WRITE_MOBILISATIONS, WRITE_MOBILISATIONS),
    Page("mobilisation_remove", WRITE_MOBILISATIONS, WRITE_MOBILISATIONS),
    Page("mobilisations_decide", DECIDE_MOBILISATIONS, DECIDE_MOBILISATIONS),
    Page("mobilisation_decide", DECIDE_MOBILISATIONS, DECIDE_MOBILISATIONS),
    Page("mobilisation_close", None, DECIDE_MOBILISATIONS),
    Page("mobilisation_write", WRITE_MOBILISATIONS, WRITE_MOBILISATIONS),
    Page("mobilisation_hand", None, WRITE_MOBILISATIONS),
    Page("platform_add", WRITE_PLATFORMS, WRITE_PLATFORMS),
    Page("platform_change", WRITE_PLATFORMS, WRITE_PLATFORMS),
    Page("platform_remove", WRITE_PLATFORMS, WRITE_PLATFORMS),
    Page("letters", WRITE_LETTERS),
    Page("letter_add", WRITE_LETTERS, WRITE_LETTERS),
    Page("letter_change", WRITE_LETTERS, WRITE_LETTERS),
    Page("letter_remove", WRITE_LETTERS, WRITE_LETTERS),
    Page("letter_preview", WRITE_LETTERS),
    Page("letter_html", WRITE_LETTERS),
    Page("letter_send", None, SEND_LETTERS),
    *(
        Page(name, EDIT_FORUM, EDIT_FORUM)
        for name in (
            "event_add",
            "event_change",
            "event_attendance",
            "event_decide",
            "programme_edit",
            "programme_add",
            "session_change",
            "session_remove",
            "participant_add",
            "participant_change",
            "participant_remove",
        )
    ),
    Page("participants", EDIT_FORUM),
    Page("programme_publish", PUBLISH_PROGRAMME, PUBLISH_PROGRAMME),
    Page("work", WORK),
    Page("log", WORK),
    Page("draft", SEE_DRAFT),
    Page("draft_history", SEE_DRAFT),
    Page("move_gap", MOVE_GAP, MOVE_GAP),
    Page("draft_begin", None, EDIT_STRATEGY),
    Page("draft_move", None, EDIT_STRATEGY),
    Page("draft_discard", EDIT_STRATEGY, EDIT_STRATEGY),
    Page("draft_adopt", ADOPT_STRATEGY, ADOPT_STRATEGY),
    Page("draft_bring", EDIT_STRATEGY, EDIT_STRATEGY),
    Page("draft_file", SEE_DRAFT),
    Page("draft_head", EDIT_STRATEGY, EDIT_STRATEGY),
    Page("draft_add", EDIT_STRATEGY, EDIT_STRATEGY),
    Page("draft_part", EDIT_STRATEGY, EDIT_STRATEGY),
    Page("draft_remove", EDIT_STRATEGY, EDIT_STRATEGY),
    Page("statistics", REFRESH_FIGURES),
    Page("refresh", None, REFRESH_FIGURES),
    Page("refresh_progress", REFRESH_FIGURES),
    Page("findings", REFRESH_FIGURES),
    Page("decide_finding", None, REFRESH_FIGURES),
    Page("alarms", ACCEPT_REVISION),
    Page("decide_alarm", None, ACCEPT_REVISION),
    Page("find_indicator", REFRESH_FIGURES),
    Page("kolada_indicator", REFRESH_FIGURES),
    Page("table_indicator", REFRESH_FIGURES),
    Page("own_files", REFRESH_FIGURES, REFRESH_FIGURES),
    Page("own_file", REFRESH_FIGURES, REFRESH_FIGURES),
)
OF_ANY_REGION = frozenset({"scan", "choose_signals", "hand_selection"})  # a year is nobody's
ASKS_ABROAD = frozenset({"kolada_indicator", "table_indicator"})  # whoever may is not sent to the publisher
PUBLIC = frozenset(
    [
        "events",
        "newsletter",
        "newsletter_asked",
        "letter",
        "event",
        "session",
        "event_people",
        "programme_versions",
        "event_picture",
        "event_file",
        "home",
        "style",
        "search",
        "help",
        "help_page",
        "health",
        "open_data",
        "strategy_schema",
        "start",
        "strategy",
        "strategy_news",
        "strategy_version",
        "version_file",
        "element",
        "region_open_data",
        "strategy_json",
        "evidence_list",
        "evidence",
        "evidence_file",
        "households",
        "household",
        "household_choose",
        "horizon",
        "economy",
        "horizon_json",
        "pending",
        "selection",
        "signal",
        "initiatives",
        "initiative",
        "initiatives_overview",
        "initiatives_file",
        "initiatives_template",
        "initiatives_json",
        "initiatives_csv",
        "mobilisations",
        "mobilisation",
        "mobilisation_outcome",
        "platform",
        "gaps",
        "indicator",
        "provenance",
        "what_if",
        "indicator_csv",
        "drawing",
        "editions",
        "compare_editions",
        "edition",
        "edition_number",
        "edition_json",
        "edition_csv",
        "answer",
    ]
)
OWN = frozenset(
    {"account", "holdings", "sign_out_everywhere", "close_account", "outbox", "mail", "send_again"}
)
BY_LINK = frozenset(
    {
        "newsletter_confirm",
        "newsletter_end",
        "invitation",
        "contribution",
        "finish_contribution",
        "contributed_part",
    }
)
