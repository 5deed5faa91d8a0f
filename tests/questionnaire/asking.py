"""A questionnaire with one question of each kind."""

from __future__ import annotations

from dataclasses import replace

from tests.building import number, questionnaire, several, single

ASKED = questionnaire(
    replace(single("price", "low", "middle", "high"), aliases=("cost",)),
    several("cargo", "nothing", "child", "tools", none_option="nothing"),
    number("km", weight=1, edges=(5,)),
    single("style", "plain", "fancy"),
)
