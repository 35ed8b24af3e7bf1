"""Addresses of a person's own account."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
