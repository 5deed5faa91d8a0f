"""The Django app: reports the catalog's problems, and watches its files in development."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.autoreload import BaseReloader, autoreload_started


def check_catalog(**_options: Any) -> list[CheckMessage]:
    """Every problem of the catalog as an error of `manage.py check`."""
    from advisor.catalog import CatalogError
    from advisor.web.catalog import get_catalog

    try:
        get_catalog()
    except CatalogError as error:
        return [Error(str(problem), id="advisor.E001") for problem in error.problems]
    return []


def watch_catalog(sender: BaseReloader, **_options: Any) -> None:
    """Restarts the development server when a file of the catalog changes."""
    sender.watch_dir(settings.ADVISOR_CATALOG, "**/*")


class AdvisorConfig(AppConfig):
    """Loads nothing: commands that need no catalog start without one, even a broken one."""

    name = "advisor"

    def ready(self) -> None:
        register(check_catalog, "catalog")
        autoreload_started.connect(watch_catalog)
