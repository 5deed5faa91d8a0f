"""What a bundle does of the best practices, and what to read before deploying it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from advisor.bundles.attention import Attention, AttentionKind
from advisor.bundles.formats import spelled
from advisor.bundles.practices import BundlePractice, place_of
from advisor.bundles.readme import Words, attention_text
from advisor.bundles.render import RenderedBundle
from advisor.bundles.values import Origin
from advisor.catalog.bundle_notes import PracticeHere, PracticeStatus
from advisor.catalog.model import BundleFormat, Catalog, Pattern
from advisor.presentation.words import answer_text, labelled
from advisor.questionnaire.answers import Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Where a format sees to a practice: a property, or the parameter that decides."""

    format: BundleFormat
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BundlePracticeView:
    title: str
    here: str
    place: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeStatusView:
    """All practices of one status."""

    status: PracticeStatus
    title: str
    practices: tuple[BundlePracticeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    trait: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionView:
    kind: AttentionKind
    word: str
    text: str
    remedy: str
    said: tuple[SaidView, ...]

    @property
    def grave(self) -> bool:
        return self.kind in {AttentionKind.EXCLUDED, AttentionKind.REFUSED}


def readme_words(language: str) -> Words:
    """What the generated parts of a README say, in the language of the page."""
    return Words(
        language=language,
        parameter=_("Parameter"),
        value=_("Value"),
        origin=_("From"),
        description=_("What it does"),
        file=_("File"),
        size=_("Bytes"),
        by_origin={
            Origin.DEFAULT: pgettext("origin", "default"),
            Origin.ANSWER: pgettext("origin", "your answer"),
            Origin.GIVEN: pgettext("origin", "typed by you"),
        },
        practice=_("Practice"),
        status=_("Status"),
        where=_("Where"),
        here=_("In this bundle"),
        by_status={status: status_word(status) for status in PracticeStatus},
        by_attention={kind: attention_word(kind) for kind in AttentionKind},
        attention=_("**%(kind)s:** %(text)s"),
        remedy=_("What would help:"),
        refused=_("What was given for `%(name)s` cannot be used; `%(value)s` stands instead."),
        refused_empty=_("What was given for `%(name)s` cannot be used; it stays empty."),
        expected=_("What it takes: %(hint)s."),
        nothing=_("Nothing in these answers needs attention."),
        verified=_("Verified on %(date)s with %(tools)s:"),
        unverified=_("These files have not been through the proof since they were last changed."),
        runtimes=_("Runtimes in it, each with the day its support ends: %(ends)s."),
        unproven=_("Nobody can prove without an account:"),
        exempt=_("Checks left out, and why:"),
        check=_("Check"),
        reason=_("Reason"),
        comma=pgettext("list", ", "),
    )


def status_word(status: PracticeStatus) -> str:
    return {
        PracticeStatus.DONE: pgettext("practice", "done"),
        PracticeStatus.OPTION: pgettext("practice", "option"),
        PracticeStatus.YOURS: pgettext("practice", "yours"),
    }[status]


def attention_word(kind: AttentionKind) -> str:
    return {
        AttentionKind.EXCLUDED: pgettext("attention", "Ruled out"),
        AttentionKind.REFUSED: pgettext("attention", "Refused value"),
        AttentionKind.CONDITION: pgettext("attention", "Condition"),
        AttentionKind.NOT_COVERED: pgettext("attention", "Not in the bundle"),
        AttentionKind.WARNING: pgettext("attention", "Warning"),
        AttentionKind.NEAR: pgettext("attention", "Near a limit"),
    }[kind]


def places(pattern: Pattern, stands: PracticeHere) -> tuple[PlaceView, ...]:
    """One for each bundle of `pattern`; none for what the reader has to do."""
    formats = [bundle.format for bundle in pattern.bundles]
    views = [PlaceView(format=name, path=place_of(stands, name)) for name in formats]
    return tuple(view for view in views if view.path)


def practice_views(rendered: RenderedBundle, language: str) -> tuple[PracticeStatusView, ...]:
    """The bundle's practices by status; no status without a practice."""
    titles = {
        PracticeStatus.DONE: _("Done in the bundle"),
        PracticeStatus.OPTION: _("An option of the bundle"),
        PracticeStatus.YOURS: _("Yours to do"),
    }
    views = (
        PracticeStatusView(
            status=status,
            title=title,
            practices=tuple(
                _practice(rendered, item, language)
                for item in rendered.practices
                if item.stands.status is status
            ),
        )
        for status, title in titles.items()
    )
    return tuple(view for view in views if view.practices)


def attention_views(
    catalog: Catalog, answers: Answers, rendered: RenderedBundle, language: str
) -> tuple[AttentionView, ...]:
    words = readme_words(language)
    return tuple(
        AttentionView(
            kind=item.kind,
            word=attention_word(item.kind),
            text=spelled(
                rendered.bundle.format,
                attention_text(rendered.bundle, item, words),
                rendered.values,
            ).replace("`", ""),
            remedy=words.of(item.remedy),
            said=_said(catalog, answers, item, language),
        )
        for item in rendered.attention
    )


def _practice(rendered: RenderedBundle, item: BundlePractice, language: str) -> BundlePracticeView:
    name = item.stands.parameter
    values = {value.parameter.id: value.value for value in rendered.values}
    return BundlePracticeView(
        title=item.practice.title.in_language(language),
        here=spelled(
            rendered.bundle.format, item.stands.here.in_language(language), rendered.values
        ),
        place=item.place,
        value=values.get(name, "") if name else "",
    )


def _said(
    catalog: Catalog, answers: Answers, item: Attention, language: str
) -> tuple[SaidView, ...]:
    questions = [catalog.questionnaire.by_id[trait] for trait in item.traits]
    return tuple(
        SaidView(
            trait=question.id,
            text=labelled(
                question.label.in_language(language),
                answer_text(question, answers.get(question.id), language),
            ),
        )
        for question in questions
    )
