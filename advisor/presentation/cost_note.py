"""What to say where cost matters to somebody and nothing can be calculated yet."""

from __future__ import annotations

from django.utils.translation import gettext as _

from advisor.catalog.model import Catalog
from advisor.cost import read_request, workload
from advisor.questionnaire import Answers, Importance
from advisor.questionnaire.link import Pairs


def cost_note(catalog: Catalog, answers: Answers, kept: Pairs) -> str:
    """That cost is judged in words for want of a volume; empty where that is not so."""
    model = catalog.cost
    advice = model.advice if model else None
    if model is None or advice is None or answers.known(advice.trait) is None:
        return ""
    if answers.importance(advice.trait) is Importance.OFF:
        return ""
    asked = read_request(model, kept)
    if workload(model, catalog.questionnaire, answers, asked).volume:
        return ""
    return _("Cost is judged in words: to be calculated, it needs a number of requests a month.")
