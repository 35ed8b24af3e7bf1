"""Addresses of readers' answers."""

from django.urls import path

from laget.apps.feedback import views

urlpatterns = [
    path("tyck-till/", views.answer, name="answer"),
    path("<slug:region>/tyckt/", views.answers, name="answers"),
    path("<slug:region>/tyckt/<int:pk>/", views.delete, name="delete_line"),
]
