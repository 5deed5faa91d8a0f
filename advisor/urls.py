"""Addresses: the health check, and everything of the web layer."""

from django.urls import path

from advisor.web import urls as web
from advisor.web.health import health

# Not include(): addresses below a language have to stand at the root.
urlpatterns = [path("healthz", health, name="health"), *web.urlpatterns]
