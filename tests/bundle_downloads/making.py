"""Bundles of the toy catalog and of the shipped one, made as a download is."""

from __future__ import annotations

from functools import cache

from django.utils.translation import override

from advisor.bundles.render import RenderedBundle, render
from advisor.catalog import Catalog, load_catalog
from advisor.catalog.model import BundleFormat
from advisor.presentation.handover import readme_words
from advisor.questionnaire import parse_answers
from tests.catalog.toy_copy import TOY

LINK = "/en/patterns/bicycle/bundles/terraform/?terrain=hilly"


@cache
def toy() -> Catalog:
    return load_catalog(TOY)


def made(
    catalog: Catalog,
    slug: str,
    *pairs: tuple[str, str],
    bundle_format: str = BundleFormat.TERRAFORM,
    language: str = "en",
    name: str = "",
    **given: str,
) -> RenderedBundle:
    """The bundle of `slug` for answers, and values by hand, given as they stand in a link."""
    pattern = catalog.pattern(slug)
    assert pattern
    bundle = pattern.bundle(bundle_format)
    assert bundle
    with override(language):
        return render(
            catalog,
            pattern,
            bundle,
            answers=parse_answers(catalog.questionnaire, list(pairs)).answers,
            given={"project_name": name, **given},
            words=readme_words(language),
            link=LINK,
        )


def bicycle(*pairs: tuple[str, str], name: str = "", language: str = "en") -> RenderedBundle:
    return made(toy(), "bicycle", *pairs, name=name, language=language)


def text_of(rendered: RenderedBundle, path: str) -> str:
    file = rendered.file(path)
    assert file, path
    return file.text
