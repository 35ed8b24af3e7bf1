"""Addresses of the outbox."""

from django.urls import path

from laget.apps.mail import views

urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("<int:pk>/", views.mail, name="mail"),
    path("<int:pk>/igen/", views.again, name="send_again"),
]
