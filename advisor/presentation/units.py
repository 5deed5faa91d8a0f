"""Units in words. One that is not listed here, such as MB, is the same in every language."""

from __future__ import annotations

from django.utils.translation import pgettext


def unit_word(unit: str) -> str:
    """A catalog's `unit` in the language of the page."""
    return _words().get(unit, unit)


def _words() -> dict[str, str]:
    return {
        "s": pgettext("unit", "s"),
        "min": pgettext("unit", "min"),
        "h": pgettext("unit", "h"),
        "clients": pgettext("unit", "clients"),
        "executions": pgettext("unit", "executions"),
        "origins": pgettext("unit", "origins"),
        "behaviors": pgettext("unit", "behaviors"),
        "subscriptions": pgettext("unit", "subscriptions"),
        "source APIs": pgettext("unit", "source APIs"),
        "requests/s": pgettext("unit", "requests/s"),
        "requests/month": pgettext("unit", "requests/month"),
        "connections/s": pgettext("unit", "connections/s"),
        "tokens/s": pgettext("unit", "tokens/s"),
        "environments/10s": pgettext("unit", "environments/10s"),
    }
