"""The template check of `make check`."""

from pathlib import Path

from scripts.templates import problems


def test_a_bad_tag_is_reported_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text("{% if a %}{{ a }}{% endif %}")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "bad.html").write_text("<p>\n{% nonsense %}")
    [problem] = problems(tmp_path)
    assert problem.startswith("pages/bad.html:2: Invalid block tag on line 2: 'nonsense'")


def test_sound_templates_have_no_problems(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text("{% load static %}{% static 'a.css' %}")
    assert list(problems(tmp_path)) == []
