"""Addresses of signing in: allauth's own."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
