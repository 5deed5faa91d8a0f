"""Settings: safe as they stand, with every difference between places read from the environment.

ADVISOR_CATALOG        folder of the catalog (default: patterns_catalog)
ADVISOR_ALLOWED_HOSTS  host names it answers to, separated by commas (default: this machine)
ADVISOR_HTTPS          1 behind a proxy that ends TLS and sets X-Forwarded-Proto
ADVISOR_SECRET_KEY     50 characters or more (default: a new one at every start)
ADVISOR_DEBUG          1 for Django's error pages; `make dev` sets it
HOST                   address the server binds; it is answered to as well
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from advisor import env

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.read_flag(os.environ, "ADVISOR_DEBUG")
# Nothing signed outlives a response, so a key of this process alone is enough.
SECRET_KEY = env.read_secret_key(
    os.environ, "ADVISOR_SECRET_KEY", otherwise=secrets.token_urlsafe(64)
)
ALLOWED_HOSTS = env.read_hosts(
    os.environ, "ADVISOR_ALLOWED_HOSTS", otherwise=["localhost", "127.0.0.1", "[::1]"]
) + env.as_host(os.environ.get("HOST", ""))
ADVISOR_CATALOG = env.read_folder(
    os.environ, "ADVISOR_CATALOG", otherwise=BASE_DIR / "patterns_catalog"
)

ADVISOR_STYLEGUIDE = DEBUG  # the page with every part in every state

ROOT_URLCONF = "advisor.urls"
WSGI_APPLICATION = "advisor.wsgi.application"
DATABASES: dict[str, dict[str, str]] = {}  # answers live in the address; nothing is stored

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",  # before staticfiles: development serves files as production
    "django.contrib.staticfiles",
    "django_htmx",
    "advisor.apps.AdvisorConfig",
]

MIDDLEWARE = [
    "advisor.web.middleware.security_headers",  # first: its headers go on every answer
    "django.middleware.security.SecurityMiddleware",
    "advisor.web.page_cache.page_cache",  # outside GZip: keeps pages as they go out
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Compressing secrets beside a stranger's input can reveal them (BREACH): pages hold none.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",  # inside GZip: tags the plain page
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # for browsers without CSP level 2
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ja", _("Japanese"))]
LOCALE_PATHS = [BASE_DIR / "advisor" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "staticfiles": {
        # Names carry a hash of the content, so browsers may keep the files for ever.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# HTTPS is the proxy's work. Without one there is only http://localhost, where redirecting to
# HTTPS or asking browsers to insist on it would lock everyone out.
_HTTPS = env.read_flag(os.environ, "ADVISOR_HTTPS")
SECURE_SSL_REDIRECT = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # load balancers ask over plain HTTP
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
LANGUAGE_COOKIE_SECURE = _HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

SILENCED_SYSTEM_CHECKS = [
    "security.W003",  # no CSRF middleware: no request changes anything, there is nothing to forge
    "security.W005",  # HSTS for subdomains, and
    "security.W021",  # HSTS preload: the domain's owner decides for the rest of the domain
]
if not _HTTPS:
    SILENCED_SYSTEM_CHECKS += [
        "security.W004",  # no HSTS, and
        "security.W008",  # no redirect to HTTPS: see above
    ]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "advisor.web.logs.WithoutQueryStrings",
            "format": "{levelname} {name}: {message}",
            "style": "{",
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django's own handlers would print or mail whole requests: everything goes to the console.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
    },
}
