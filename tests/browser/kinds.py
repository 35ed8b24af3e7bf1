"""Every kind of page, once: where it stands, who meets it; and the addresses that are no pages, with why."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of page: the name of its address, an example of it, and who is signed in there."""

    name: str
    path: str  # {token}, {mail} and their like are filled in by the site that is looked at
    role: str = ""  # nobody is signed in
    status: int = 200

    @property
    def is_writing(self) -> bool:
        """Whether the page is one that somebody works on, where fields are its content."""
        return bool(self.role) or "{" in self.path or self.name.startswith(("account_", "answer"))


DRAFT = "/halland/strategi/utkast/"
EDITION = "/halland/uppfoljning/utkast/"
READ = (
    Kind("home", "/"),
    Kind("start", "/halland/"),
    Kind("gaps", "/halland/gap/?ordna=personer"),
    Kind("style", "/stil/"),
    Kind("work", "/halland/arbete/", "strateg"),
    Kind("log", "/halland/arbete/historik/", "administrator"),
    Kind("move_gap", "/halland/gap/m-foretag/flytta/", "strateg"),
    Kind("search", "/sok/?q=utbildning"),
    Kind("search", "/sok/?q=utbilding"),
    Kind("help", "/hjalp/"),
    Kind("help_page", "/hjalp/sa-fungerar-laget/"),
    Kind("help_page", "/hjalp/tillganglighet/"),
    Kind("help_page", "/hjalp/personuppgifter/"),
    Kind("answer", "/tyck-till/?sida=/halland/gap/&region=halland&nytta=ja"),
    Kind("evidence_list", "/halland/underlag/"),
    Kind("evidence_list", "/halland/underlag/?perspektiv=unga"),
    Kind("evidence", "/halland/underlag/unga-om-vagen-till-jobb/"),
    Kind("evidence", "/halland/underlag/enkat-till-arbetsgivare-2024/"),
    Kind("element", "/halland/mal/unga/"),
    Kind("editions", "/halland/uppfoljning/"),
    Kind("edition", "/halland/uppfoljning/2025/"),
    Kind("edition_number", "/halland/uppfoljning/2024/1/"),
    Kind("compare_editions", "/halland/uppfoljning/jamfor/?fran=2024&till=2025"),
    Kind("strategy", "/halland/strategi/"),
    Kind("strategy_version", "/halland/strategi/version/1/"),
    Kind("strategy_news", "/halland/strategi/nytt/?fran=1&till=2"),
    Kind("element", "/halland/mal/lagre-utslapp/"),
    Kind("element", "/halland/mal/gott-liv/"),
    Kind("initiatives", "/halland/insatser/"),
    Kind("initiatives", "/halland/insatser/?inriktning=alla-unga-med&ordna=pengar&ar=2024"),
    Kind("initiatives_overview", "/halland/insatser/oversikt/"),
    Kind("initiative", "/halland/insatser/tunga-transporter-pa-el/"),
    Kind("initiative_add", "/halland/insatser/ny/", "strateg"),
    Kind("initiatives_bring", "/halland/insatser/fil/", "strateg"),
    Kind("initiative_change", "/halland/insatser/plats-for-varje-ung/andra/", "strateg"),
    Kind("initiative_remove", "/halland/insatser/plats-for-varje-ung/ta-bort/", "strateg"),
    Kind("initiative_note", "/halland/insatser/plats-for-varje-ung/logg/", "strateg"),
    Kind("horizon", "/halland/omvarld/"),
    Kind("horizon", "/halland/omvarld/?ar=2024&niva=eu"),
    Kind("pending", "/halland/omvarld/pa-gang/"),
    Kind("economy", "/halland/omvarld/konjunktur/"),
    Kind("watch_economy", "/halland/omvarld/konjunktur/valj/", "strateg"),
    Kind("signal", "/halland/omvarld/elektrifiering/"),
    Kind("selection", "/halland/omvarld/urval/2025/"),
    Kind("add_signal", "/halland/omvarld/nytt/", "strateg"),
    Kind("change_signal", "/halland/omvarld/elektrifiering/andra/", "strateg"),
    Kind("remove_signal", "/halland/omvarld/elektrifiering/ta-bort/", "strateg"),
    Kind("scan", "/halland/omvarld/genomgang/2025/", "strateg"),
    Kind("choose_signals", "/halland/omvarld/urval/2025/forum/", "kommunikator"),
    Kind("households", "/halland/hushall/"),
    Kind("household", "/halland/hushall/familjen-pahitt/"),
    Kind("household_add", "/halland/hushall/nytt/", "kommunikator"),
    Kind("household_change", "/halland/hushall/familjen-pahitt/andra/", "strateg"),
    Kind("household_remove", "/halland/hushall/familjen-pahitt/ta-bort/", "strateg"),
    Kind("start", "/halland/?hushall=familjen-pahitt"),
    Kind("gaps", "/halland/gap/?hushall=nadim-exempel"),
    Kind("element", "/halland/mal/trygga-aldre/?hushall=gun-och-arne-tankt"),
    Kind("mobilisations", "/halland/kraftsamling/"),
    Kind("mobilisation", "/halland/kraftsamling/unga-pa-vag-till-jobb-och-studier/"),
    Kind("mobilisation_outcome", "/halland/kraftsamling/unga-pa-vag-till-jobb-och-studier/utfall/2025/"),
    Kind("platform", "/halland/kraftsamling/plattform/barn-och-ungas-plattform/"),
    Kind("mobilisation_gather", "/halland/kraftsamling/samla/", "strateg"),
    Kind("mobilisation_add", "/halland/kraftsamling/ny/?grund=target:m-foretag", "strateg"),
    Kind("mobilisations_decide", "/halland/kraftsamling/beslut/", "strateg"),
    Kind("mobilisation_decide", "/halland/kraftsamling/fler-som-flyttar-hit-och-stannar/beslut/", "strateg"),
    Kind("mobilisation_change", "/halland/kraftsamling/unga-pa-vag-till-jobb-och-studier/andra/", "strateg"),
    Kind("mobilisation_remove", "/halland/kraftsamling/fler-som-flyttar-hit-och-stannar/ta-bort/", "strateg"),
    Kind(
        "mobilisation_write",
        "/halland/kraftsamling/unga-pa-vag-till-jobb-och-studier/utfall/2025/skriv/",
        "strateg",
    ),
    Kind("platform_add", "/halland/kraftsamling/plattform/ny/", "kommunikator"),
    Kind("platform_change", "/halland/kraftsamling/plattform/klimatradet/andra/", "kommunikator"),
    Kind("platform_remove", "/halland/kraftsamling/plattform/klimatradet/ta-bort/", "kommunikator"),
    Kind("events", "/halland/forum/"),
    Kind("events", "/rus-natverket-exempel/forum/"),
    Kind("event", "/halland/forum/ett-lan-for-fler/"),
    Kind("event", "/halland/forum/laget-i-lanet/?hushall=nadim-exempel"),
    Kind("event", "/halland/forum/digitalt-forum/?ordning=inriktning"),
    Kind("event", "/halland/forum/digitalt-forum/", "kommunikator"),
    Kind("event", "/halland/forum/natverkstraff/?ordning=plats"),
    Kind("event", "/rus-natverket-exempel/forum/natverkstraff/"),
    Kind("event", "/halland/forum/forum-2025/"),
    Kind("session", "/halland/forum/forum-2025/sa-star-det-till/"),
    Kind("session", "/halland/forum/digitalt-forum/sma-marginaler/"),
    Kind("event_people", "/halland/forum/ett-lan-for-fler/personer/"),
    Kind("indicator", "/halland/indikator/eftergymnasial/"),
    Kind("indicator", "/halland/indikator/arbetsloshet-fodelseregion-pahittad/"),
    Kind("what_if", "/halland/indikator/eftergymnasial/om/"),
    Kind("indicator", "/halland/indikator/befolkning/?omrade=1380&fran=2010&till=2020"),
    Kind("provenance", "/halland/indikator/folkmangd-april/ursprung/?omrade=06"),
    Kind("event_add", "/halland/forum/ny/", "kommunikator"),
    Kind("participants", "/halland/forum/medverkande/", "kommunikator"),
    Kind("participant_add", "/halland/forum/medverkande/ny/", "kommunikator"),
    *(
        Kind(name, f"/halland/forum/forum-2025/{path}", "kommunikator")
        for name, path in (
            ("event_change", "andra/"),
            ("event_attendance", "platser/"),
            ("event_decide", "publicera/"),
            ("programme_edit", "program/"),
            ("programme_add", "program/ny/"),
            ("programme_bring", "program/hamta/"),
            ("programme_publish", "program/publicera/"),
            ("session_change", "program/punkt/lunch/"),
            ("session_remove", "program/punkt/lunch/ta-bort/"),
        )
    ),
    Kind("programme_versions", "/halland/forum/forum-2025/program/versioner/"),
    Kind("region_open_data", "/halland/oppna-data/"),
    Kind("open_data", "/oppna-data/"),
    Kind("outbox", "/konto/utkorg/"),
    Kind("account_login", "/konto/login/"),
    Kind("account_request_login_code", "/konto/login/code/"),
    Kind("account_reset_password", "/konto/password/reset/"),
    Kind("account_reset_password_done", "/konto/password/reset/done/"),
    Kind("account_reset_password_from_key", "/konto/password/reset/key/1-unknown/"),
    Kind("account_reset_password_from_key_done", "/konto/password/reset/key/done/"),
    Kind("account_signup", "/konto/signup/"),
    Kind("account_inactive", "/konto/inactive/"),
    Kind("account_email_verification_sent", "/konto/confirm-email/"),
    Kind("account_confirm_email", "/konto/confirm-email/unknown/"),
    Kind("socialaccount_login_cancelled", "/konto/3rdparty/login/cancelled/"),
    Kind("socialaccount_login_error", "/konto/3rdparty/login/error/", status=401),
    Kind("not there", "/halland/mal/finns-inte/", status=404),
    Kind("not allowed", "/halland/personer/", "lasare", status=403),
    Kind("over", "/halland/uppfoljning/bidrag/finns-inte/", status=410),
)
BY_LINK = (
    Kind("invitation", "/konto/inbjudan/{invitation}/"),
    Kind("contribution", "/halland/uppfoljning/bidrag/{token}/"),
    Kind("contributed_part", "/halland/uppfoljning/bidrag/{token}/gott-liv/"),
)
OWN = (
    Kind("account", "/konto/", "administrator"),
    Kind("account_change_password", "/konto/password/change/", "administrator"),
    Kind("account_email", "/konto/email/", "administrator"),
    Kind("account_logout", "/konto/logout/", "administrator"),
    Kind("account_reauthenticate", "/konto/reauthenticate/", "administrator"),
    Kind("mfa_index", "/konto/2fa/", "administrator"),
    Kind("mfa_activate_totp", "/konto/2fa/totp/activate/", "administrator"),
    Kind("close_account", "/konto/avsluta/", "administrator"),
    Kind("socialaccount_connections", "/konto/3rdparty/", "administrator"),
    Kind("mail", "/konto/utkorg/{mail}/", "administrator"),
    Kind("move_gap", "/halland/gap/m-befolkning/flytta/", "strateg"),
    Kind("people", "/halland/personer/", "administrator"),
    Kind("person", "/halland/personer/{person}/", "administrator"),
    Kind("retention", "/halland/gallring/", "administrator"),
    Kind("answers", "/halland/tyckt/", "kommunikator"),
)
STRATEGY = tuple(
    Kind(name, DRAFT + path, "strateg")
    for name, path in (
        ("draft", ""),
        ("draft_head", "inledning/"),
        ("draft_part", "del/element/gott-liv/"),
        ("draft_part", "del/malvarde/m-eftergymnasial/"),
        ("draft_part", "del/malvarde/m-nystartade/"),
        ("draft_part", "del/malvarde/m-gymnasial/?form=smaller_gap"),
        ("draft_part", "del/niva/goal/"),
        ("draft_part", "del/indikator/eftergymnasial/"),
        ("draft_part", "del/signal/pandemin/"),
        ("draft_add", "ny/element/?level=priority"),
        ("draft_add", "ny/malvarde/?element=gott-liv"),
        ("draft_add", "ny/lank/?element=gott-liv"),
        ("draft_remove", "del/element/gott-liv/ta-bort/"),
        ("draft_bring", "fil/"),
        ("draft_history", "historik/"),
        ("draft_adopt", "anta/"),
        ("draft_discard", "kasta/"),
    )
)
FOLLOWUP = (
    *(
        Kind(name, EDITION + path, "strateg")
        for name, path in (
            ("edition_draft", ""),
            ("introduction", "inledning/"),
            ("part", "del/lagre-utslapp/"),
            ("part_links", "lankar/"),
            ("draft_verdicts", "bedomningar/"),
            ("edition_history", "historik/"),
            ("draft_preview", "las/"),
            ("publish_edition", "publicera/"),
            ("discard_edition", "slang/"),
        )
    ),
    Kind("correct_edition", "/halland/uppfoljning/2025/1/ratta/", "strateg"),
    Kind("mask_edition", "/halland/uppfoljning/2025/1/maskera/", "strateg"),
)
FIGURES = tuple(
    Kind(name, "/halland/statistik/" + path, "analytiker")
    for name, path in (
        ("statistics", ""),
        ("findings", "att-gora/"),
        ("alarms", "larm/"),
        ("find_indicator", "ny/?q=gymnasial"),
        ("own_files", "filer/"),
        ("own_file", "filer/figures.csv/"),
    )
)
EVIDENCE = tuple(
    Kind(name, "/halland/underlag/" + path, "strateg")
    for name, path in (
        ("evidence", "utvardering-2025/"),
        ("evidence_add", "nytt/"),
        ("evidence_change", "unga-om-vagen-till-jobb/andra/"),
        ("evidence_remove", "unga-om-vagen-till-jobb/ta-bort/"),
    )
)
KINDS = (*READ, *EVIDENCE, *BY_LINK, *OWN, *STRATEGY, *FOLLOWUP, *FIGURES)

# Pages that are met on the way to another, and are looked at where a test goes that way.
ON_THE_WAY = {
    "participant_change": "somebody by number: the same form as participant_add",
    "participant_remove": "somebody by number: the same page as session_remove",
    "initiative_note_change": "one line of a log: the same form as initiative_note",
    "initiative_note_remove": "one line of a log: the same page as initiative_remove",
    "account_confirm_login_code": "after a code is asked for: tests/apps/accounts",
    "account_set_password": "an account by OpenID Connect alone: tests/apps/accounts",
    "mfa_authenticate": "between the password and the account: test_signing_in.py",
    "mfa_reauthenticate": "where an app's code is asked for again: the same form as mfa_authenticate",
    "mfa_deactivate_totp": "only with an app: the same frame as mfa_activate_totp",
    "mfa_view_recovery_codes": "only with an app: test_signing_in.py",
    "mfa_generate_recovery_codes": "only with an app: the same frame as mfa_view_recovery_codes",
    "socialaccount_signup": "between another's sign-in and the account: tests/apps/accounts",
    "kolada_indicator": "asks Kolada: test_statistics.py, where publishers are replayed",
    "table_indicator": "asks SCB: test_statistics.py, where publishers are replayed",
}
NOT_PAGES = {
    **dict.fromkeys(
        [
            "strategy_schema",
            "strategy_json",
            "horizon_json",
            "initiatives_file",
            "initiatives_template",
            "initiatives_json",
            "initiatives_csv",
            "version_file",
            "draft_file",
            "edition_json",
            "edition_csv",
            "indicator_csv",
            "evidence_file",
            "event_file",
            "events_ics",
            "events_feed",
            "event_ics",
            "event_schema",
            "schedule_json",
            "schedule_xml",
            "programme_csv",
            "programme_xlsx",
            "registration_ics",
            "session_ics",
            "holdings",
            "mfa_download_recovery_codes",
        ],
        "a file",
    ),
    "drawing": "a picture",
    "event_picture": "a picture",
    "health": "an answer to a machine",
    **dict.fromkeys(
        [
            "sign_out_everywhere",
            "household_choose",
            "send_again",
            "withdraw_invitation",
            "withdraw_retention",
            "delete_line",
            "start_edition",
            "count_edition",
            "approve_edition",
            "withdraw_link",
            "evidence_publish",
            "sign_part",
            "hand_selection",
            "take_section",
            "mobilisation_close",
            "mobilisation_hand",
            "finish_contribution",
            "draft_begin",
            "draft_move",
            "lift_mask",
            "refresh",
            "decide_finding",
            "decide_alarm",
        ],
        "something done, which leads on to a page",
    ),
    "refresh_progress": "a piece of the page statistics",
    "openid_connect_login": "leads on to another's sign-in",
    "openid_connect_callback": "leads on from another's sign-in",
}
