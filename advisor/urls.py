"""Addresses: the health check, and everything of the web layer."""

from django.urls import path

from advisor.web import urls as web
from advisor.web.health import health

# Not include(): addresses below a language have to stand at the root.
urlpatterns = [path("healthz", health, name="health"), *web.urlpatterns]

handler400 = "advisor.web.errors.bad_request"
handler404 = "advisor.web.errors.not_found"
handler500 = "advisor.web.errors.server_error"
