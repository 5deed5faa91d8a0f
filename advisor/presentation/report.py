"""The recommendation as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from advisor.presentation.firmness import FirmnessView
from advisor.presentation.firmness_parts import TurnView
from advisor.presentation.layers import LayersView, LayerView
from advisor.presentation.ledger import LedgerLine, origin_words
from advisor.presentation.numbers import plain_points
from advisor.presentation.result import PatternResult
from advisor.presentation.terminal import wrapped
from advisor.presentation.words import joined, sentences
from advisor.scoring import Check

INDENT = "      "


def report_lines(firmness: FirmnessView, today: date) -> list[str]:
    """The verdict, then every pattern with its ledger or its limits, then what would change it.

    `today` decides which prices are old.
    """
    lines = [*wrapped(firmness.sentence, "", ""), *_elsewhere(firmness)]
    if firmness.analysis.outcomes:
        lines += ["", _("Their order all the same, should one of them have to do:")]
    else:
        word = next(step.word for step in firmness.steps if step.current)
        lines += [*wrapped(sentences(firmness.stacks), "", "")] if firmness.stacks else []
        if firmness.result.feasible:
            lines += [_("Firmness: %(word)s") % {"word": word}]
    lines.append("")
    for pattern in firmness.result.patterns:
        lines += [*_pattern(pattern, today), ""]
    if firmness.cost_note:
        lines += [*wrapped(firmness.cost_note, "", ""), ""]
    return lines if firmness.analysis.outcomes else [*lines, *_turns(firmness)]


def _turns(firmness: FirmnessView) -> Iterator[str]:
    if firmness.settled:
        yield firmness.settled
    yield from _listed(_("What would change it:"), firmness.flips)
    if firmness.analysis.pair_count:
        words = {"count": firmness.analysis.pair_count}
        yield from _listed(
            _("Pairs of answers that would change it (%(count)d), the nearest:") % words,
            firmness.pairs,
        )
    yield from _fewest(firmness)
    yield from _listed(_("Importance at which it would change:"), firmness.weight_flips)
    yield from _ranges(firmness)
    if firmness.next is not None:
        yield _("Next best question: %(text)s") % {"text": firmness.next.question.text}
        if not firmness.next.decides:
            yield from _wrapped(_("No answer to it changes who is in front."))
        for lead in firmness.next.leads:
            yield from _wrapped(_line(lead.label, lead.text))
    yield from _shares(firmness)
    yield from _others(firmness)
    for layers in firmness.layers:
        yield from _layers(layers)


def _listed(title: str, turns: Sequence[TurnView]) -> Iterator[str]:
    if turns:
        yield title
        for turn in turns:
            yield from _wrapped(_line(turn.change, turn.first_names))


def _fewest(firmness: FirmnessView) -> Iterator[str]:
    if firmness.enough and firmness.fewest:
        yield _("Fewest changed answers until another pattern has as many points:")
        for name, labels in firmness.fewest:
            yield from _wrapped(_line(name, f"{len(labels)} ({joined(labels)})"))


def _ranges(firmness: FirmnessView) -> Iterator[str]:
    """Where something is still open: what each score can become."""
    ranges = firmness.analysis.ranges
    if all(item.low == item.high for item in ranges):
        return
    yield _("What the open questions can still make of each score:")
    for item in ranges:
        low, high = plain_points(item.low), plain_points(item.high)
        text = _("%(low)s to %(high)s") % {"low": low, "high": high}
        if item.may_be_excluded:
            text = _("%(range)s, or ruled out") % {"range": text}
        yield from _wrapped(_line(firmness.name(item.pattern), text))


def _shares(firmness: FirmnessView) -> Iterator[str]:
    if firmness.enough:
        yield _("In front in so many plausible weightings:")
        shares = firmness.analysis.sampled_shares
        for view in firmness.result.feasible:
            percent = f"{round(shares.get(view.pattern.slug, 0) * 100)} %"
            yield from _wrapped(_line(view.short_name, percent))


def _others(firmness: FirmnessView) -> Iterator[str]:
    if firmness.enough:
        yield _("Why not the others:")
        forward = {view.pattern.slug for view in firmness.in_front}
        for other in firmness.others:
            if other.pattern.slug in forward:
                continue
            said = (other.why, other.dominated, other.beside, other.choose_if, other.level)
            yield from _wrapped(_line(other.name, sentences(said)))


def _layers(layers: LayersView) -> Iterator[str]:
    yield _("What goes together with %(name)s:") % {"name": layers.name}
    for item in layers.origins:
        yield from _wrapped(_("Behind it, %(name)s: %(note)s") % _words(item))
    for item in layers.add_ons:
        yield from _wrapped(_("In front of it, %(name)s: %(note)s") % _words(item))
        yield from _wrapped(_("%(net)s points; gains: %(gains)s; costs: %(costs)s") % _words(item))
    for item in layers.later:
        yield from _wrapped(_("Start here, move to %(name)s: %(note)s") % _words(item))
        if item.ruled_out:
            yield from _wrapped(_("Today’s answers rule it out."))
        if item.stays:
            yield from _wrapped(
                _("Effort: %(effort)s. Stays: %(stays)s Rewritten: %(rewritten)s") % _words(item)
            )


def _words(item: LayerView) -> dict[str, str]:
    return {
        "name": item.name,
        "note": item.note,
        "net": item.net,
        "gains": item.gains,
        "costs": item.costs or _("nothing"),
        "effort": item.effort,
        "stays": item.stays,
        "rewritten": item.rewritten,
    }


def _elsewhere(firmness: FirmnessView) -> Iterator[str]:
    """Where to look when none of the patterns fits."""
    for found in firmness.analysis.outcomes:
        for text in (found.reason, found.look):
            yield from _wrapped(text.in_language(firmness.language))
        if found.url:
            yield from _wrapped(found.url)


def _pattern(view: PatternResult, today: date) -> Iterator[str]:
    if view.item.excluded:
        yield "  –  " + _line(view.name, _("ruled out"))
        for check in view.item.violations:
            yield from _wrapped(_reason(view, check))
        return
    rank = view.item.rank if view.item.rank is not None else "–"
    yield f"{rank:>3}  " + _line(view.name, f"{view.score}")
    for line in view.lines:
        yield from _ledger_line(line, today)
    for check in view.conditions:
        yield from _wrapped(_line(_("Condition"), _reason(view, check)))
    for check in view.near:
        yield from _wrapped(_line(_("Near a limit"), _reason(view, check)))


def _reason(view: PatternResult, check: Check) -> str:
    """With what would help, where that is known."""
    reason = check.constraint.reason.in_language(view.language)
    remedy = check.constraint.remedy
    if remedy is None:
        return reason
    helps = _("What would help: %(remedy)s") % {"remedy": remedy.in_language(view.language)}
    return sentences((reason, helps))


def _ledger_line(line: LedgerLine, today: date) -> Iterator[str]:
    text = _("%(answer)s (%(importance)s). %(reason)s [%(source)s]") % {
        "answer": line.answer,
        "importance": line.importance,
        "reason": line.reason,
        "source": origin_words(line, today),
    }
    head = f" {line.signed_points:>6}  "
    yield from wrapped(_line(line.label, text), head, INDENT + "   ")


def _line(label: str, text: str) -> str:
    return label + pgettext("label", ": ") + text


def _wrapped(text: str) -> Iterator[str]:
    yield from wrapped(text, INDENT, INDENT)
