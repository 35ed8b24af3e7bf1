"""Addresses of an event's mails to many, the digital link and the questions afterwards."""

from django.urls import path

from laget.pages.views.forum import mailings, opinions

urlpatterns = [
    path("<slug:event>/utskick/", mailings.mailings, name="mailings"),
    path("<slug:event>/utskick/nytt/", mailings.add, name="mailing_add"),
    path("<slug:event>/utskick/lank/", mailings.link, name="digital_link"),
    path("<slug:event>/utskick/<int:pk>/", mailings.mailing, name="mailing"),
    path("<slug:event>/utskick/<int:pk>/andra/", mailings.change, name="mailing_change"),
    path("<slug:event>/tyck-till/", opinions.answer, name="event_opinion"),
    path("<slug:event>/tyck-till/fragor/", opinions.ask, name="event_asks"),
    path("<slug:event>/tyck-till/svar/", opinions.opinions, name="event_opinions"),
]
