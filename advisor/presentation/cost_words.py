"""Money, volumes, and sentences for what an estimate says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from advisor.catalog.model import Questionnaire
from advisor.cost import Fault, FaultCode, InputValue, Origin, Workload, cents
from advisor.presentation.numbers import MINUS, quantity
from advisor.presentation.words import listed
from advisor.questionnaire.numbers import grouped
from advisor.scoring.rounding import round_half_up

STALE_DAYS = 180
_DECIMALS = 6
_MOST_DIGITS = 13


def money(amount: Fraction | Decimal) -> str:
    """In cents, with thousands separators."""
    return f"{cents(Fraction(amount)):,}"


def signed_money(amount: Fraction) -> str:
    sign = "+" if amount > 0 else MINUS
    return sign + money(abs(amount))


def signed_percent(share: Fraction) -> str:
    """In whole percent, or tenths of one below 1."""
    percent = abs(share) * 100
    digits = round_half_up(percent) if percent >= 1 else Decimal(round_half_up(percent * 10)) / 10
    return f"{'+' if share > 0 else MINUS}{digits}%"


def decimal_of(value: Fraction, places: int = _DECIMALS) -> Decimal:
    """`value` with at most `places` decimals, or six significant digits where it is smaller."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    if number and number.adjusted() < -places + 4:
        places = -number.adjusted() + 5
    return round(number, places)


def figure(value: Fraction, places: int = _DECIMALS) -> str:
    return grouped(decimal_of(value, places))


def about(volume: Fraction, language: str) -> str:
    """A volume to three significant digits, in words of its size."""
    return quantity(significant(volume), None, language)


def apart(volumes: Sequence[Fraction], language: str) -> list[str]:
    """As `about`, with as many more digits as different volumes need to be told apart."""
    several = len(set(volumes))
    found: list[Decimal] = []
    for digits in range(3, _MOST_DIGITS):
        found = [significant(volume, digits) for volume in volumes]
        if len(set(found)) == several:
            break
    return [quantity(number, None, language) for number in found]


def significant(volume: Fraction, digits: int = 3) -> Decimal:
    number = Decimal(volume.numerator) / Decimal(volume.denominator)
    if not number:
        return number
    rounded = round(number, digits - 1 - number.adjusted())
    return Decimal(f"{rounded:f}").normalize() if rounded < 1 else Decimal(int(rounded))


def tick(volume: Fraction, language: str) -> str:
    """A power of ten, as short as an axis needs it."""
    if language == "ja":
        return quantity(Decimal(int(volume)), None, language)
    for size, letter in ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "k")):
        if volume >= size:
            return f"{int(volume / size)}\u00a0{letter}"
    return str(int(volume))


def remarks(workload: Workload) -> list[str]:
    """What is to be said of the inputs though they can be used."""
    if workload.volume == 0:
        return [_("Without requests only what is paid by the hour or by the month is left.")]
    return []


def is_stale(day: str | None, today: date) -> bool:
    """Whether a price of `day` (ISO; a month or a year counts from its first day) is too old."""
    if day is None:
        return False
    return (today - date.fromisoformat((day + "-01-01")[:10])).days > STALE_DAYS


def dated_prices(day: str | None, today: date) -> list[str]:
    """“prices from …”, and that they are old where they are; nothing without a date."""
    if not day:
        return []
    old = [_("over 180 days old")] if is_stale(day, today) else []
    return [_("prices from %(date)s") % {"date": day}, *old]


def origin_word(origin: Origin) -> str:
    return {
        Origin.GIVEN: pgettext("origin of a number", "given"),
        Origin.ANSWER: pgettext("origin of a number", "from your answers"),
        Origin.ALLOWANCE: pgettext("origin of a number", "free allowance"),
        Origin.DEFAULT: pgettext("origin of a number", "assumed"),
    }[origin]


def origin_text(item: InputValue, questionnaire: Questionnaire, language: str) -> str:
    """Where the value comes from; with an answer, to which questions."""
    if not item.because:
        return origin_word(item.origin)
    labels = [questionnaire.by_id[trait].label.in_language(language) for trait in item.because]
    return _("from your answers: %(questions)s") % {"questions": listed(labels)}


def fault_text(fault: Fault) -> str:
    """What is wrong with a value, and what would do."""
    low, high = (*fault.expected, "", "")[:2]
    words = {
        "key": fault.key,
        "value": fault.value,
        "expected": listed(fault.expected),
        "low": low,
        "high": high,
    }
    return _FAULTS[fault.code]() % words


_FAULTS = {
    FaultCode.NOT_A_NUMBER: lambda: _(
        "“%(key)s” needs a number from %(low)s to %(high)s. “%(value)s” is none."
    ),
    FaultCode.MISGROUPED: lambda: _(
        "“%(key)s” is %(value)s, with a separator that does not separate thousands. Write 1,000 for"
        " a thousand and 0.5 for a half."
    ),
    FaultCode.OUT_OF_RANGE: lambda: _(
        "“%(key)s” is %(value)s. It can be from %(low)s to %(high)s."
    ),
    FaultCode.NOT_WHOLE: lambda: _("“%(key)s” is %(value)s. It must be a whole number."),
    FaultCode.GIVEN_TWICE: lambda: _("“%(key)s” was given as %(value)s. Give it once."),
    FaultCode.UNKNOWN_REGION: lambda: _(
        "There are no prices for the Region “%(value)s”. There are for: %(expected)s."
    ),
    FaultCode.UNKNOWN_VARIANT: lambda: _(
        "“%(value)s” is no variant that can be chosen. These can: %(expected)s."
    ),
    FaultCode.UNKNOWN_SWITCH: lambda: _(
        "“%(key)s” cannot be “%(value)s”. It can be: %(expected)s."
    ),
}
