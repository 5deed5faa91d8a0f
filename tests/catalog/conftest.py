"""Every test of the loader may break its own copy of the toy catalog."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalog.toy_copy import ToyCopy, copy_toy


@pytest.fixture
def toy(tmp_path: Path) -> ToyCopy:
    return copy_toy(tmp_path)
