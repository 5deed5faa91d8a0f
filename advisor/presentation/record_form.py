"""The forms that a decision record can have."""

from __future__ import annotations

from enum import StrEnum


class RecordStyle(StrEnum):
    MADR = "madr"
    NYGARD = "nygard"


class Numbering(StrEnum):
    """What a record's file name begins with."""

    NUMBER = "number"
    DATE = "date"
