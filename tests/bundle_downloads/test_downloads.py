"""Bundles as they are downloaded: the same link gives the same bytes, with nothing foreign in."""

from __future__ import annotations

import hashlib
import io
import json
import re
import tarfile
import zipfile
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import pytest
from django.conf import settings

from advisor.catalog.model import Bundle, BundleFormat, Pattern
from tests.web.asking import LANGUAGES, SOME, catalog, get, page

EVERY = sorted(
    f"{readme.parts[-4]}/{readme.parts[-2]}"
    for readme in Path(settings.ADVISOR_CATALOG).glob("*/bundles/*/README.en.md")
)
"""Pattern and format of every bundle, from the folders: a broken catalog breaks no collection."""

HOSTILE = [
    'a"; drop',
    "it's",
    "${aws_region}",
    "%{ if true }x%{ endif }",
    "$(touch x)",
    "`touch x`",
    "two\nlines",
    "tab\there",
    "!Ref Secret",
    "a: b",
    "- item",
    "{{ project_name }}",
    "../../etc",
    "a/b",
    "a\\b",
    "名前",
    "nul\x00",
    "-starts-with-a-hyphen",
    "UPPER",
    "<script>alert(1)</script>",
    "a" * 300,
]


TELLING = (
    "requests_per_month=3000000000&traffic_shape=spiky&cost_priority=high&auth=user-pool"
    "&protection=high&global_reach=worldwide&cacheable_share=most&edge_logic=headers-auth"
)
"""Answers of which every bundle has a use for some."""


@pytest.fixture
def pattern(place: str) -> Pattern:
    found = catalog().pattern(place.partition("/")[0])
    assert found is not None
    return found


@pytest.fixture
def bundle(place: str, pattern: Pattern) -> Bundle:
    found = pattern.bundle(place.partition("/")[2])
    assert found is not None
    return found


def address(pattern: Pattern, bundle: Bundle, language: str = "en") -> str:
    return f"/{language}/patterns/{pattern.slug}/bundles/{bundle.format.value}"


def definitions(tfvars: str) -> list[str]:
    """The lines that are not comments."""
    return [line for line in tfvars.splitlines() if not line.startswith("#")]


@cache
def download(path: str, kind: str = "application/zip") -> bytes:
    response = get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == kind
    return response.content


def opened(path: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(download(path)))


def files_of(path: str) -> dict[str, str]:
    """The texts of the download by path, without its one folder."""
    with opened(path) as archive:
        return {
            name.partition("/")[2]: archive.read(name).decode("utf-8")
            for name in archive.namelist()
        }


def test_every_pattern_has_both_formats() -> None:
    patterns = catalog().patterns
    offered = {f"{item.slug}/{one.format.value}" for item in patterns for one in item.bundles}
    assert set(EVERY) == offered
    assert len(EVERY) == 2 * len(catalog().patterns)


@pytest.mark.parametrize("place", EVERY)
class TestEveryBundle:
    def test_the_same_link_gives_the_same_bytes(self, pattern: Pattern, bundle: Bundle) -> None:
        path = f"{address(pattern, bundle)}.zip?{SOME}"
        assert get(path).content == get(path).content

    def test_its_page_shows_the_sha256_of_the_zip(self, pattern: Pattern, bundle: Bundle) -> None:
        for language in LANGUAGES:
            path = address(pattern, bundle, language)
            digest = hashlib.sha256(download(f"{path}.zip?{SOME}")).hexdigest()
            assert digest in page(f"{path}?{SOME}").one("main").text

    def test_every_file_of_the_catalog_is_in(self, pattern: Pattern, bundle: Bundle) -> None:
        files = files_of(f"{address(pattern, bundle)}.zip")
        for file in bundle.files:
            assert files[file.path] == file.text
        assert {"README.md", "LICENSE"} <= set(files)

    def test_paths_stay_inside_one_folder(self, pattern: Pattern, bundle: Bundle) -> None:
        for name in opened(f"{address(pattern, bundle)}.zip").namelist():
            parts = PurePosixPath(name).parts
            assert parts[0] == f"{pattern.slug}-{bundle.format.value}"
            assert ".." not in parts
            assert "\\" not in name

    def test_dates_and_modes_are_fixed(self, pattern: Pattern, bundle: Bundle) -> None:
        for entry in opened(f"{address(pattern, bundle)}.zip").infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            mode = 0o755 if entry.filename.endswith(".sh") else 0o644
            assert entry.external_attr >> 16 & 0o777 == mode, entry.filename

    def test_the_tar_file_holds_the_same(self, pattern: Pattern, bundle: Bundle) -> None:
        path = address(pattern, bundle)
        with zipfile.ZipFile(io.BytesIO(download(f"{path}.zip?{SOME}"))) as zipped:
            wanted = {entry.filename: zipped.read(entry) for entry in zipped.infolist()}
        content, again = (download(f"{path}.tgz?{SOME}", "application/gzip") for _ in range(2))
        assert content == again
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as tarred:
            found = {member.name: member for member in tarred.getmembers()}
            for name, member in found.items():
                file = tarred.extractfile(member)
                assert file is not None
                assert file.read() == wanted[name]
                assert member.mode == (0o755 if name.endswith(".sh") else 0o644)
                assert member.mtime == datetime(1980, 1, 1, tzinfo=UTC).timestamp()
        assert list(found) == sorted(wanted)

    def test_a_value_from_an_answer_is_linked_to_its_line(
        self, pattern: Pattern, bundle: Bundle
    ) -> None:
        path = address(pattern, bundle)
        for link in page(f"{path}?{SOME}").every("a", class_="line-link"):
            target, _, line = link.attributes["href"].partition("#")
            assert "set" in page(target).by_id(line).attributes["class"].split()

    def test_entries_stand_in_order(self, pattern: Pattern, bundle: Bundle) -> None:
        names = opened(f"{address(pattern, bundle)}.zip").namelist()
        assert names == sorted(names)

    def test_the_readme_speaks_the_language_of_the_page(
        self, pattern: Pattern, bundle: Bundle
    ) -> None:
        english, japanese = (
            files_of(f"{address(pattern, bundle, language)}.zip")["README.md"]
            for language in LANGUAGES
        )
        kana = re.compile("[\u3040-\u30ff]")
        assert not kana.search(english)
        assert len(kana.findall(japanese)) > 200
        assert "{{" not in english + japanese

    def test_every_parameter_stands_in_the_values_file(
        self, pattern: Pattern, bundle: Bundle
    ) -> None:
        files = files_of(f"{address(pattern, bundle)}.zip?{SOME}")
        if bundle.format is BundleFormat.CLOUDFORMATION:
            entries = json.loads(files["parameters.json"])
            assert all(set(entry) == {"ParameterKey", "ParameterValue"} for entry in entries)
            keys = [entry["ParameterKey"] for entry in entries]
            assert len(keys) == len(set(keys)) == len(pattern.parameters)
        else:
            lines = definitions(files["terraform.tfvars"])
            assert [line.split()[0] for line in lines] == [item.id for item in pattern.parameters]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_value_from_answers_has_its_reason_in_the_values_file(
        self, pattern: Pattern, bundle: Bundle, language: str
    ) -> None:
        if bundle.format is BundleFormat.TERRAFORM:
            files = files_of(f"{address(pattern, bundle, language)}.zip?{TELLING}")
            lines = files["terraform.tfvars"].splitlines()
            said = {
                after.split()[0]: line.removeprefix("# ")
                for line, after in pairwise(lines)
                if line.startswith("#")
            }
            assert said
            reasons = {
                item.id: {rule.reason.in_language(language) for rule in item.rules}
                for item in pattern.parameters
            }
            assert all(reason in reasons[name] for name, reason in said.items())

    def test_terraform_fmt_would_leave_the_values_file_alone(
        self, pattern: Pattern, bundle: Bundle
    ) -> None:
        if bundle.format is BundleFormat.TERRAFORM:
            text = files_of(f"{address(pattern, bundle)}.zip?{SOME}")["terraform.tfvars"]
            for run in re.split(r"^#.*\n", text, flags=re.MULTILINE):
                places = {line.index(" = ") for line in run.splitlines()}
                widest = max(len(line.split()[0]) for line in run.splitlines())
                assert places == {widest}
            assert text.endswith("\n")
            assert not re.search(r"[ \t]+$", text, re.MULTILINE)

    def test_a_sound_name_reaches_the_values_and_the_readme(
        self, pattern: Pattern, bundle: Bundle
    ) -> None:
        files = files_of(f"{address(pattern, bundle)}.zip?project_name=blue-heron")
        values = "parameters.json" if "parameters.json" in files else "terraform.tfvars"
        assert '"blue-heron"' in files[values]
        assert "blue-heron" in files["README.md"]

    @pytest.mark.parametrize("name", HOSTILE)
    def test_a_hostile_name_reaches_no_file(
        self, pattern: Pattern, bundle: Bundle, name: str
    ) -> None:
        path = address(pattern, bundle)
        files = files_of(f"{path}.zip?project_name={quote(name, safe='')}")
        plain = files_of(f"{path}.zip")
        told, known = files.pop("README.md"), plain["README.md"].splitlines()
        assert files == {path: text for path, text in plain.items() if path != "README.md"}
        added = "\n".join(line for line in told.splitlines() if line not in known)
        assert added
        assert name not in added


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE)
def test_the_page_says_that_a_hostile_name_cannot_be_used(language: str, name: str) -> None:
    pattern = catalog().patterns[0]
    response_page = page(
        f"{address(pattern, pattern.bundles[0], language)}?project_name={quote(name, safe='')}"
    )
    hint = response_page.by_id("project-hint")
    assert hint.every("strong", class_="stop")
    shown = "".join(char if char.isprintable() else "\ufffd" for char in name[:60])
    assert " ".join(shown.split()) in hint.text
    assert response_page.by_id("project-name").attributes["value"] != name


def test_an_answer_changes_the_values_the_readme_and_the_record_of_the_decision_only() -> None:
    path = "/en/patterns/apigw-lambda/bundles/cloudformation.zip"
    before, after = files_of(path), files_of(f"{path}?auth=api-key")
    changed = {name for name in before if before[name] != after[name]}
    assert after.keys() - before.keys() == {"DECISION.md"}
    assert "parameters.json" in changed
    assert "template.yaml" not in changed
    assert changed <= {"parameters.json", "README.md", "decision.json"}


def test_a_value_set_from_an_answer_is_explained_on_the_page() -> None:
    found = page("/en/patterns/apigw-lambda/bundles/cloudformation?auth=api-key")
    values = found.one("aside", class_="values").text
    assert "Authentication" in values
    assert "api-key" in values


def test_the_download_is_named_after_pattern_and_format() -> None:
    response = get("/en/patterns/alb-ecs/bundles/terraform.zip")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="alb-ecs-terraform.zip"'
    )


@pytest.mark.parametrize("place", EVERY)
def test_every_file_can_be_had_alone_as_plain_text(pattern: Pattern, bundle: Bundle) -> None:
    path = address(pattern, bundle)
    for name, text in files_of(f"{path}.zip?{SOME}").items():
        response = get(f"{path}/files/{name}?{SOME}")
        assert response.status_code == 200, name
        assert response.content.decode() == text
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("place", EVERY)
def test_every_file_can_be_read_on_the_page(pattern: Pattern, bundle: Bundle) -> None:
    path = address(pattern, bundle)
    for name, text in files_of(f"{path}.zip").items():
        code = page(f"{path}?file={quote(name)}").by_id("code")
        shown = "".join(code.pieces())
        assert shown.split() == text.split(), name
