"""Addresses of a person's account, and of an organisation's people."""

from django.urls import path

from laget.apps.people.views import account, invitation, people, retention

own = [
    path("", account.account, name="account"),
    path("uppgifter.json", account.holdings, name="holdings"),
    path("logga-ut-overallt/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("avsluta/", account.close, name="close_account"),
    path("inbjudan/<str:token>/", invitation.invitation, name="invitation"),
]
urlpatterns = [
    path("<slug:region>/personer/", people.people, name="people"),
    path("<slug:region>/personer/<int:pk>/", people.person, name="person"),
    path("<slug:region>/personer/inbjudan/<int:pk>/", people.withdraw, name="withdraw_invitation"),
    path("<slug:region>/gallring/", retention.retention, name="retention"),
    path("<slug:region>/gallring/<slug:what>/", retention.withdraw, name="withdraw_retention"),
]
