"""Addresses of the edition that is being written."""

from django.urls import path

from laget.apps.followup.views import contribution, drafts, links, parts

DRAFT = "<slug:region>/uppfoljning/utkast/"

urlpatterns = [
    path(DRAFT, drafts.draft, name="edition_draft"),
    path(f"{DRAFT}borja/", drafts.start, name="start_edition"),
    path(f"{DRAFT}rakna-om/", drafts.count, name="count_edition"),
    path(f"{DRAFT}slang/", drafts.discard, name="discard_edition"),
    path(f"{DRAFT}godkann/", drafts.approve, name="approve_edition"),
    path(f"{DRAFT}bedomningar/", drafts.verdicts, name="draft_verdicts"),
    path(f"{DRAFT}historik/", drafts.history, name="edition_history"),
    path(f"{DRAFT}lankar/", links.links, name="part_links"),
    path(f"{DRAFT}lankar/<int:pk>/", links.withdraw, name="withdraw_link"),
    path(f"{DRAFT}inledning/", parts.part, name="introduction"),
    path(f"{DRAFT}del/<str:element>/", parts.part, name="part"),
    path(f"{DRAFT}del/<str:element>/underskrift/", parts.sign, name="sign_part"),
    path(f"{DRAFT}avsnitt/<int:pk>/ta-bort/", drafts.take, name="take_section"),
    path("<slug:region>/uppfoljning/<int:year>/<int:number>/ratta/", drafts.correct, name="correct_edition"),
    path("<slug:region>/uppfoljning/bidrag/<str:token>/", contribution.contribution, name="contribution"),
    path(
        "<slug:region>/uppfoljning/bidrag/<str:token>/klart/", contribution.finish, name="finish_contribution"
    ),
    path(
        "<slug:region>/uppfoljning/bidrag/<str:token>/<str:element>/",
        contribution.part,
        name="contributed_part",
    ),
]
