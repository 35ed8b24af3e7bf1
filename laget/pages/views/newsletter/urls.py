"""Addresses of the newsletter, within an organisation."""

from django.urls import path

from laget.pages.views.newsletter import reading, sending, subscribing, writing

urlpatterns = [
    path("", subscribing.newsletter, name="newsletter"),
    path("tack/", subscribing.asked, name="newsletter_asked"),
    path("bekrafta/<str:token>/", subscribing.confirm, name="newsletter_confirm"),
    path("avsluta/<str:token>/", subscribing.end, name="newsletter_end"),
    path("brev/", writing.letters, name="letters"),
    path("ny/", writing.add, name="letter_add"),
    path("<slug:slug>/", reading.letter, name="letter"),
    path("<slug:slug>/andra/", writing.change, name="letter_change"),
    path("<slug:slug>/ta-bort/", writing.remove, name="letter_remove"),
    path("<slug:slug>/granska/", sending.preview, name="letter_preview"),
    path("<slug:slug>/granska/mejl.html", sending.as_sent, name="letter_html"),
    path("<slug:slug>/skicka/", sending.send, name="letter_send"),
    path("<slug:slug>/skicka-igen/", sending.again, name="letter_again"),
]
