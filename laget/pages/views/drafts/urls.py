"""Addresses of the draft, under the strategy's own."""

from django.urls import path

from laget.pages.views.drafts import adopt, exchange, history, part, tree

urlpatterns = [
    path("", tree.draft, name="draft"),
    path("borja/", tree.begin, name="draft_begin"),
    path("flytta/", tree.move, name="draft_move"),
    path("kasta/", tree.discard, name="draft_discard"),
    path("historik/", history.history, name="draft_history"),
    path("anta/", adopt.adopt, name="draft_adopt"),
    path("fil/", exchange.bring, name="draft_bring"),
    path("strategi.<str:form>", exchange.draft_file, name="draft_file"),
    path("inledning/", part.head, name="draft_head"),
    path("ny/<str:word>/", part.add, name="draft_add"),
    path("del/<str:word>/<str:part_id>/", part.edit, name="draft_part"),
    path("del/<str:word>/<str:part_id>/ta-bort/", part.remove, name="draft_remove"),
]
