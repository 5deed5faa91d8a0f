"""What a reader has to see to before deploying a bundle with these answers."""

from __future__ import annotations

import pytest

from advisor.bundles.attention import AttentionKind
from advisor.bundles.render import RenderedBundle
from tests.bundle_downloads.making import bicycle, made, text_of
from tests.catalog_content.shipped import patterns, shipped

HOSTILE = "`x` | **y** $(rm -rf ~)\n# z"


def kinds(rendered: RenderedBundle) -> list[AttentionKind]:
    return [item.kind for item in rendered.attention]


def test_nothing_is_listed_where_nothing_was_answered() -> None:
    rendered = bicycle()
    assert rendered.attention == ()
    assert "\nNothing in these answers needs attention.\n" in text_of(rendered, "README.md")


def test_a_broken_limit_that_rules_the_pattern_out_comes_first_with_its_remedy() -> None:
    rendered = bicycle(("terrain", "hilly"), ("travel_minutes", "90"))
    assert kinds(rendered)[0] is AttentionKind.EXCLUDED
    assert (
        "- **Ruled out:** Nobody rides longer than 45 minutes every day."
        " What would help: Ride to a station.\n"
    ) in text_of(rendered, "README.md")


def test_an_exclusion_known_from_an_estimate_alone_is_a_condition() -> None:
    assert kinds(bicycle(("patience", "any-time"))) == [AttentionKind.CONDITION]


def test_a_near_limit_is_named_as_near() -> None:
    rendered = bicycle(("travel_minutes", "40"))
    assert kinds(rendered) == [AttentionKind.NEAR]
    assert "- **Near a limit:** Nobody rides" in text_of(rendered, "README.md")


def test_a_kept_limit_needs_no_attention() -> None:
    assert kinds(bicycle(("travel_minutes", "10"))) == []


def test_what_the_bundle_leaves_out_is_listed_for_the_answers_it_concerns() -> None:
    rendered = bicycle(("terrain", "hilly"))
    assert kinds(rendered) == [AttentionKind.NOT_COVERED, AttentionKind.WARNING]
    assert "- **Not in the bundle:** The bundle has no gears.\n" in text_of(rendered, "README.md")
    assert AttentionKind.NOT_COVERED not in kinds(bicycle(("terrain", "flat")))


def test_it_names_the_answers_that_ask_for_it() -> None:
    (note, _warning) = bicycle(("terrain", "hilly"), ("budget", "small")).attention
    assert note.traits == ("terrain",)


@pytest.mark.parametrize("name", ["UPPER", "a b", HOSTILE, "x" * 300])
def test_a_refused_name_is_told_and_never_repeated(name: str) -> None:
    rendered = bicycle(name=name)
    assert kinds(rendered) == [AttentionKind.REFUSED]
    readme = text_of(rendered, "README.md")
    assert "What was given for `project_name` cannot be used; `my-bicycle` stands" in readme
    assert not [file.path for file in rendered.files if name in file.text]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "What was given for `certificate_arn` cannot be used; it stays empty."
            " What it takes: the ARN of an ACM certificate in the same Region, or empty.",
        ),
        (
            "ja",
            "`certificate_arn` に指定された値は使えないため、空のままにしました。"
            "使える値：同じリージョンの ACM 証明書の ARN、または空。",
        ),
    ],
)
def test_a_refused_value_says_what_would_be_taken(language: str, said: str) -> None:
    rendered = made(shipped(), "alb-ecs", language=language, name="", certificate_arn="mine")
    assert said in text_of(rendered, "README.md")


def test_a_name_that_fits_is_not_refused() -> None:
    assert kinds(bicycle(name="my-second-bicycle")) == []


def test_the_readme_says_it_in_its_own_language() -> None:
    readme = text_of(bicycle(("terrain", "hilly"), language="ja"), "README.md")
    assert "変速機は含まれません。" in readme
    assert "The bundle has no gears." not in readme


@pytest.mark.parametrize("pattern", patterns(), ids=lambda item: item.slug)
def test_every_pattern_says_what_its_bundles_leave_open(pattern: object) -> None:
    assert len(getattr(pattern, "attention", ())) >= 5


@pytest.mark.parametrize(
    ("slug", "answer", "words"),
    [
        ("alb-ecs", ("api_style", "grpc"), "gRPC is not set up"),
        ("apigw-lambda", ("realtime", "bidirectional"), "Live updates are not in this bundle"),
        ("appsync-dynamodb", ("offline_sync", "yes"), "Offline sync is yours"),
        (
            "appsync-dynamodb",
            ("realtime", "bidirectional"),
            "pushed to the owner of the item alone",
        ),
        ("appsync-dynamodb", ("content", "realtime"), "pushed to the owner of the item alone"),
        ("cloudfront-multi-origin", ("content", "authenticated"), "cookie called session"),
        ("cloudfront-lambda-edge", ("auth", "user-pool"), "it has no sign-in page"),
    ],
)
@pytest.mark.parametrize("bundle_format", ["cloudformation", "terraform"])
def test_the_shipped_readmes_say_what_is_not_covered(
    slug: str, answer: tuple[str, str], words: str, bundle_format: str
) -> None:
    rendered = made(shipped(), slug, answer, bundle_format=bundle_format)
    assert words in text_of(rendered, "README.md")


@pytest.mark.parametrize(
    ("bundle_format", "path", "times"),
    [("terraform", "src/resolvers/onItemChange.js", 1), ("cloudformation", "template.yaml", 3)],
)
def test_whom_a_push_reaches_is_decided_where_the_note_says(
    bundle_format: str, path: str, times: int
) -> None:
    rendered = made(shipped(), "appsync-dynamodb", bundle_format=bundle_format)
    assert text_of(rendered, path).count("const filter =") == times
