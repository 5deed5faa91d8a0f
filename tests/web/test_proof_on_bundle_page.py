"""What was proven of a bundle, on its page."""

from __future__ import annotations

import pytest

from advisor.catalog.model import BundleFormat, Pattern
from tests.web.asking import LANGUAGES, catalog, page

PATTERNS = pytest.mark.parametrize("pattern", catalog().patterns, ids=lambda item: item.slug)


@PATTERNS
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("bundle_format", list(BundleFormat))
def test_the_page_shows_the_stamp_and_every_check_left_out(
    pattern: Pattern, language: str, bundle_format: str
) -> None:
    found = page(f"/{language}/patterns/{pattern.slug}/bundles/{bundle_format}")
    verification, stamp = catalog().verification, pattern.stamp
    assert verification is not None
    if stamp is None:  # the files have changed since they were proven
        assert not found.every("p", class_="stamp")
        return
    shown = found.one("p", class_="stamp").text
    assert stamp.day.isoformat() in shown
    assert [tool for tool in stamp.tools if tool not in shown] == []
    reasons = [item.text for item in found.one("dl", class_="exemptions").every("dd")]
    exemptions = verification.exemptions_of(pattern.slug)
    assert reasons == [item.reason.in_language(language) for item in exemptions]
