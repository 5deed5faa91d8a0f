"""Bundles are complete, and every value keeps to its own rules."""

from __future__ import annotations

import pytest

from advisor.catalog.model import Bundle, Pattern
from tests.catalog.toy_copy import ToyCopy

PARAMETERS = "train/bundles/parameters.yaml"
TEXTS = "{en: x, ja: x}"


def bicycle(toy: ToyCopy) -> Pattern:
    pattern = toy.load().pattern("bicycle")
    assert pattern
    return pattern


def bundle(toy: ToyCopy, name: str) -> Bundle:
    found = bicycle(toy).bundle(name)
    assert found
    return found


def problems_with(toy: ToyCopy, parameter: str) -> list[str]:
    """The problems of one more parameter, `x`, on line 5 of the train's parameters."""
    toy.append(PARAMETERS, f"x: {{{parameter}, description: {TEXTS}}}\n")
    return [problem.removeprefix(f"toy/{PARAMETERS}:5: ") for problem in toy.problems()]


def test_a_bundle_has_the_shared_files_and_its_own_by_path(toy: ToyCopy) -> None:
    assert [file.path for file in bundle(toy, "terraform").files] == [
        "check.sh",
        "main.tf",
        "tools/wheel.txt",
        "variables.tf",
    ]
    assert [file.path for file in bundle(toy, "cloudformation").files] == [
        "check.sh",
        "template.yaml",
        "tools/wheel.txt",
    ]


def test_a_shell_script_is_executable_and_nothing_else(toy: ToyCopy) -> None:
    files = bundle(toy, "terraform").files
    assert [file.path for file in files if file.executable] == ["check.sh"]


def test_a_file_has_its_text_as_it_lies_in_the_catalog(toy: ToyCopy) -> None:
    toy.write("bicycle/bundles/shared/tools/wheel.txt", "a\tb\r\n\n")
    assert bundle(toy, "terraform").files[2].text == "a\tb\r\n\n"


def test_the_readme_stands_apart_in_every_language(toy: ToyCopy) -> None:
    readme = bundle(toy, "terraform").readme
    assert tuple(readme.by_language) == ("en", "ja")
    assert readme.in_language("ja").startswith("# {{pattern_name}}：{{project_name}}\n")


def test_a_pattern_may_have_one_format_or_none(toy: ToyCopy) -> None:
    patterns = {pattern.slug: pattern for pattern in toy.load().patterns}
    assert [item.format for item in patterns["train"].bundles] == ["terraform"]
    assert patterns["car"].bundles == ()
    assert patterns["car"].parameters == ()


def test_a_value_is_kept_as_text(toy: ToyCopy) -> None:
    defaults = {item.id: item.default for item in bicycle(toy).parameters}
    assert defaults == {
        "project_name": "my-bicycle",
        "spare_tubes": "1",
        "helmet": "true",
        "lights": "front,rear",
        "frame": "city",
    }


def test_the_rules_of_a_parameter_keep_their_order(toy: ToyCopy) -> None:
    spare_tubes = bicycle(toy).parameters[1]
    assert [rule.value for rule in spare_tubes.rules] == ["2", "3"]


def test_an_empty_text_and_an_empty_list_may_be_defaults(toy: ToyCopy) -> None:
    toy.append(PARAMETERS, f'a: {{type: text, default: "", description: {TEXTS}}}\n')
    toy.append(PARAMETERS, f"b: {{type: list, default: [], description: {TEXTS}}}\n")
    train = toy.load().pattern("train")
    assert train
    assert [item.default for item in train.parameters] == ["my-ticket", "", ""]


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("parameters.yaml", "missing file (the catalog's README.md says what it holds)"),
        ("terraform/README.ja.md", "missing file (a README in every language)"),
    ],
)
def test_it_misses_a_required_file(toy: ToyCopy, file: str, problem: str) -> None:
    toy.remove(f"train/bundles/{file}")
    assert toy.problems() == [f"toy/train/bundles/{file}:1: file: {problem}"]


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("bicycle/bundles/cloudformation/template.yaml", "template.yaml"),
        ("train/bundles/terraform/main.tf", "at least one .tf file"),
    ],
)
def test_it_misses_the_template(toy: ToyCopy, file: str, wanted: str) -> None:
    toy.remove(file)
    folder = file.rpartition("/")[0]
    assert toy.problems() == [f"toy/{folder}:1: file: no template ({wanted})"]


def test_it_asks_for_a_format(toy: ToyCopy) -> None:
    (toy.root / "train/bundles/terraform").rename(toy.root / "train/bundles/teraform")
    assert toy.problems() == [
        "toy/train/bundles:1: file: no format (at least one of cloudformation, terraform)",
        "toy/train/bundles/teraform:1: file: unknown file (did you mean terraform?)",
    ]


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("shared/README.en.md", "a README in shared (one in each format's folder)"),
        ("shared/main.tf", None),
        ("terraform/README.fr.md", "unknown language (of catalog.yaml: en, ja)"),
        ("terraform/LICENSE", "the download adds this file (another name)"),
        ("terraform/decision.json", "the download adds this file (another name)"),
        ("terraform/terraform.tfvars", "the download adds this file (another name)"),
        (
            "terraform/a b.txt",
            "a name that not every system takes (letters, digits and . _ - in ASCII)",
        ),
    ],
)
def test_it_rejects_a_file_that_would_collide(toy: ToyCopy, file: str, problem: str | None) -> None:
    toy.write(f"train/bundles/{file}", "x")
    clash = (
        "toy/train/bundles/terraform/main.tf:1: file: stands in shared, too (in one of the two"
        " folders)"
    )
    assert toy.problems() == [f"toy/train/bundles/{file}:1: file: {problem}" if problem else clash]


def test_it_rejects_an_unknown_placeholder_at_its_line(toy: ToyCopy) -> None:
    toy.append("train/bundles/terraform/README.en.md", "{{parameter}} {{ files }} {{}}\n")
    where = "toy/train/bundles/terraform/README.en.md:8: file: unknown placeholder"
    names = "project_name, parameters, pattern_name, catalog_version, files, practices, attention"
    known = f"known: {names}, verified, diagram"
    assert toy.problems() == [
        f"{where} {{{{ files }}}} (did you mean files?)",
        f"{where} {{{{parameter}}}} (did you mean parameters?)",
        f"{where} {{{{}}}} ({known})",
    ]


def test_it_rejects_a_bundle_file_that_is_not_text(toy: ToyCopy) -> None:
    toy.write("train/bundles/terraform/x.zip", b"PK\n\x80")
    assert toy.problems() == [
        "toy/train/bundles/terraform/x.zip:2: file: not UTF-8 (save it as UTF-8)"
    ]


def test_every_bundle_has_a_project_name(toy: ToyCopy) -> None:
    toy.change(PARAMETERS, "project_name:", "name:")
    assert toy.problems() == [
        f"toy/{PARAMETERS}:1: project_name: missing parameter (every bundle has it)"
    ]


@pytest.mark.parametrize(
    ("parameter", "problem"),
    [
        (
            "type: text, default: 3",
            (
                "x.default: expected a text in quotes, got the number 3 (the parameter is of type"
                " text)"
            ),
        ),
        (
            "type: number, default: three",
            (
                "x.default: expected a number without quotes, got text 'three' (the parameter is of"
                " type number)"
            ),
        ),
        (
            "type: flag, default: maybe",
            "x.default: expected true or false, got text 'maybe' (the parameter is of type flag)",
        ),
        ("type: flag, default: yes", "x.default: ambiguous boolean yes (true or false)"),
        (
            "type: list, default: one",
            "x.default: expected a list of texts, got text 'one' (the parameter is of type list)",
        ),
        (
            "type: text, default: [one]",
            "x.default: expected a text in quotes, got a list (the parameter is of type text)",
        ),
        (
            "type: text, default: 12:30",
            'x.default: expected text, got the special number 12:30 (put it in quotes: "12:30")',
        ),
        (
            'type: list, default: ["a,b"]',
            "x.default[0]: a comma in a list's text (one text for each item)",
        ),
        ("type: number, default: 0, minimum: 1", "x.default: 0 is below the minimum (at least 1)"),
        ("type: number, default: 9, maximum: 8", "x.default: 9 is above the maximum (at most 8)"),
        (
            "type: number, default: 5, minimum: 6, maximum: 4",
            "x.minimum: 6 is above the maximum 4 (minimum below maximum)",
        ),
        ("type: text, default: b, allowed: [a]", "x.default: 'b' is not allowed (one of a)"),
        (
            "type: list, default: [a, b], allowed: [a]",
            "x.default[1]: 'b' is not allowed (one of a)",
        ),
        (
            f"type: text, default: ab, pattern: a, pattern_hint: {TEXTS}",
            "x.default: 'ab' does not match the pattern (a)",
        ),
        (
            f"type: list, default: [a, b], pattern: a, pattern_hint: {TEXTS}",
            "x.default[1]: 'b' does not match the pattern (a)",
        ),
        (
            "type: text, default: a, pattern: a",
            "x.pattern_hint: missing key (add it: the pattern in words)",
        ),
        (
            f'type: text, default: a, pattern: "(", pattern_hint: {TEXTS}',
            (
                "x.pattern: not a regular expression: missing ), unterminated subpattern at"
                " position 0 (a regular expression for the whole text)"
            ),
        ),
        (
            "type: flag, default: true, minimum: 1",
            "x.minimum: minimum does not go with type flag (leave it out)",
        ),
        (
            "type: text, default: a, maximum: 1",
            "x.maximum: maximum does not go with type text (leave it out)",
        ),
        (
            (
                "type: number, default: 1, from_answers: [{when: {trait: x, is: y}, value: 1,"
                f" reason: {TEXTS}}}]"
            ),
            (
                "x.from_answers[0].when.trait: unknown trait 'x' (known: distance_km, terrain,"
                " patience, travel_minutes, budget, cargo, load_kg, parking)"
            ),
        ),
        (
            (
                "type: number, default: 1, maximum: 2, from_answers: [{when: {trait: terrain,"
                f" is: flat}}, value: 3, reason: {TEXTS}}}]"
            ),
            "x.from_answers[0].value: 3 is above the maximum (at most 2)",
        ),
    ],
)
def test_it_rejects_a_value_that_breaks_its_own_rule(
    toy: ToyCopy, parameter: str, problem: str
) -> None:
    found = problems_with(toy, parameter)
    assert problem in found
    assert len(found) == 1 or "minimum: 6" in parameter
