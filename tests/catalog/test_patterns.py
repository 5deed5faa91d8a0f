"""What a pattern says of questions, sources, limits, practices and other patterns exists."""

from __future__ import annotations

import pytest

from tests.catalog.toy_copy import ToyCopy

NEW_LIMIT = """
extra:
  name: {en: x, ja: x}
  value: 1
  unit: kg
  kind: fixed
  source: timetable
"""


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "bicycle/pattern.yaml",
            "nodes: [W]",
            "nodes: [X]",
            "39: path[2].nodes[0]: unknown participant 'X' (known: Y, B, W)",
        ),
        (
            "bicycle/pattern.yaml",
            "limits: [riding-time",
            "limits: [ridin-time",
            "38: path[1].limits[0]: unknown limit 'ridin-time' (did you mean riding-time?)",
        ),
        (
            "car/ratings.yaml",
            "distance_km:",
            "distance:",
            "1: distance: unknown trait 'distance' (did you mean distance_km?)",
        ),
        (
            "car/ratings.yaml",
            "near:",
            "neer:",
            "2: distance_km.neer: unknown band of distance_km 'neer' (did you mean near?)",
        ),
        (
            "car/ratings.yaml",
            "hilly:",
            "hily:",
            "5: terrain.hily: unknown option of terrain 'hily' (did you mean hilly?)",
        ),
        (
            "car/ratings.yaml",
            "rating: -1",
            "rating: -3",
            "2: distance_km.near.rating: -3 is out of range (a whole number from -2 to 2)",
        ),
        (
            "car/ratings.yaml",
            "source: traffic-survey",
            "source: trafic-survey",
            (
                "2: distance_km.near.source: unknown source 'trafic-survey' (did you mean"
                " traffic-survey?)"
            ),
        ),
        (
            "car/ratings.yaml",
            ", source: traffic-survey",
            "",
            (
                "2: distance_km.near.source: missing key (add it: an id of sources.yaml, or the"
                " word judgement)"
            ),
        ),
        (
            "car/ratings.yaml",
            "terrain:\n  hilly:",
            'parking:\n  "yes":',
            "4: parking: parking has weight 0 and makes no points (a constraint, or a weight)",
        ),
        (
            "car/limits.yaml",
            "source: traffic-survey",
            "source: judgement",
            "6: driving-time.source: unknown source 'judgement' (known: traffic-survey, timetable)",
        ),
        (
            "car/limits.yaml",
            "source: traffic-survey",
            "source: rack-manual",
            (
                "6: driving-time.source: unknown source 'rack-manual' (known: traffic-survey,"
                " timetable)"
            ),
        ),
        (
            "car/constraints.yaml",
            "id: driving-time",
            "id: parking",
            "7: [1].id: duplicate id 'parking', first on line 1 (another name)",
        ),
        (
            "car/constraints.yaml",
            "  source: traffic-survey\n",
            "",
            "1: [0].source: missing key (add it: an id of sources.yaml, or the word judgement)",
        ),
        (
            "car/constraints.yaml",
            "  source: traffic-survey\n",
            "  source: judgement\n  near: 0.5\n",
            "7: [0].near: near without a limit in when (leave it out, or name a limit)",
        ),
        (
            "car/constraints.yaml",
            "severity: exclude",
            "severity: exlude",
            "2: [0].severity: unknown word 'exlude' (did you mean exclude?)",
        ),
        (
            "car/pattern.yaml",
            "yearly-check:",
            "yearly-chek:",
            (
                "28: best_practices.yearly-chek: unknown practice 'yearly-chek' (did you mean"
                " yearly-check?)"
            ),
        ),
        (
            "train/pattern.yaml",
            "pattern: bicycle",
            "pattern: bycicle",
            "27: composes_with[0].pattern: unknown other pattern 'bycicle' (did you mean bicycle?)",
        ),
        (
            "train/pattern.yaml",
            "pattern: bicycle",
            "pattern: train",
            "27: composes_with[0].pattern: unknown other pattern 'train' (known: bicycle, car)",
        ),
        (
            "train/pattern.yaml",
            "mark: circle",
            "mark: square",
            "6: mark: square is not a mark of edge (one of circle, dome, ring)",
        ),
        (
            "train/pattern.yaml",
            'short_name: {en: "Train"',
            f'short_name: {{en: "{"x" * 29}"',
            "2: short_name.en: 29 characters (at most 28)",
        ),
        (
            "train/pattern.yaml",
            "The way is long and both ends have a station",
            "The way is long",
            "15: scenes[0].en: 15 characters (40 to 110)",
        ),
        (
            "bicycle/sources.yaml",
            "rack-manual:",
            "timetable: {title: x, url: 'https://x', date: '2026'}\nrack-manual:",
            "1: timetable: source 'timetable' stands in the shared sources.yaml (one of the two)",
        ),
        (
            "bicycle/sources.yaml",
            "rack-manual:",
            "judgement: {title: x, url: 'https://x', date: '2026'}\nrack-manual:",
            "1: judgement: judgement stands for no source (another identifier)",
        ),
    ],
)
def test_it_rejects_what_does_not_fit(
    toy: ToyCopy, file: str, old: str, new: str, problem: str
) -> None:
    toy.change(file, old, new)
    assert toy.problems() == [f"toy/{file}:{problem}"]


@pytest.mark.parametrize("file", ["ratings", "limits", "constraints", "pattern"])
def test_it_misses_a_file_of_a_pattern(toy: ToyCopy, file: str) -> None:
    toy.remove(f"car/{file}.yaml")
    assert toy.problems() == [
        f"toy/car/{file}.yaml:1: file: missing file (the catalog's README.md says what it holds)"
    ]


@pytest.mark.parametrize("file", ["questionnaire", "sources", "best_practices"])
def test_a_shared_file_that_is_missing_is_one_problem(toy: ToyCopy, file: str) -> None:
    toy.remove(f"{file}.yaml")
    assert toy.problems() == [
        f"toy/{file}.yaml:1: file: missing file (the catalog's README.md says what it holds)"
    ]


def test_a_constraint_has_the_first_limit_it_names_and_its_source(toy: ToyCopy) -> None:
    toy.append("car/limits.yaml", NEW_LIMIT)
    toy.change(
        "car/constraints.yaml",
        "{trait: travel_minutes, above: {limit: driving-time}}",
        "{any: [{not: {trait: load_kg, below: {limit: extra}}}, "
        "{trait: travel_minutes, above: {limit: driving-time}}]}",
    )
    pattern = toy.load().pattern("car")
    assert pattern
    constraint = pattern.constraints[1]
    assert constraint.limit
    assert constraint.limit.id == "extra"
    assert constraint.source == constraint.limit.source
    assert constraint.limit.source.id == "timetable"


def test_judgement_is_no_source(toy: ToyCopy) -> None:
    pattern = toy.load().pattern("bicycle")
    assert pattern
    assert pattern.rating_of[("terrain", "flat")].source is None
    assert pattern.constraints[2].source is None


def test_a_limit_may_have_been_read_on_another_day_than_its_source(toy: ToyCopy) -> None:
    pattern = toy.load().pattern("bicycle")
    assert pattern
    riding_time, rack_load = pattern.limits
    assert riding_time.source.date == "2025-11"
    assert (rack_load.source.id, rack_load.source.date) == ("rack-manual", "2025-06")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("sequenceDiagram\nloop x\n", "2: file: not in the subset: loop x"),
        ("sequenceDiagram\n", "2: file: no message"),
    ],
)
def test_it_rejects_a_diagram_outside_the_subset(toy: ToyCopy, text: str, problem: str) -> None:
    toy.write("car/diagram.en.mmd", text)
    assert toy.problems() == [f"toy/car/diagram.en.mmd:{problem} (the diagram subset of README.md)"]


def test_it_rejects_other_participants_in_another_language(toy: ToyCopy) -> None:
    toy.change("car/diagram.ja.mmd", "participant C", "participant D")
    toy.change("car/diagram.ja.mmd", "Y->>C", "Y->>D")
    toy.change("car/diagram.ja.mmd", "C-->>Y", "D-->>Y")
    assert toy.problems() == ["toy/car/diagram.ja.mmd:1: file: participants Y, D (as in en: Y, C)"]


def test_it_misses_a_diagram(toy: ToyCopy) -> None:
    toy.remove("car/diagram.ja.mmd")
    assert toy.problems() == [
        "toy/car/diagram.ja.mmd:1: file: missing file (the catalog's README.md says what it holds)"
    ]


def test_a_move_to_another_pattern_says_what_it_takes(toy: ToyCopy) -> None:
    toy.change("train/pattern.yaml", "    effort: weeks\n", "")
    (problem,) = toy.problems()
    assert "missing key 'effort'" in problem


def test_what_a_move_takes_is_out_of_place_elsewhere(toy: ToyCopy) -> None:
    toy.change("train/pattern.yaml", "relation: replaced-by", "relation: behind")
    assert any("'effort' with this relation" in problem for problem in toy.problems())
