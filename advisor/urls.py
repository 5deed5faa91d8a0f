"""Addresses: the health check, and everything of the web layer."""

from django.urls import include, path

from advisor.web.health import health

urlpatterns = [
    path("healthz", health, name="health"),
    path("", include("advisor.web.urls")),
]
