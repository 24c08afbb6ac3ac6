"""What `linkcheck explain suppress` tells authors to write works as it says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from linkcheck.cli.manual import topics
from linkcheck.cli.manual.suppress import COMMENTS, IN_POSTS
from linkcheck.extractors import extractors
from tests.cli.conftest import Run

LINKS = {
    "markdown": "[x](http://127.0.0.1/{})",
    "html": '<a href="http://127.0.0.1/{}">x</a>',
    "bbcode": "[url=http://127.0.0.1/{}]x[/url]",
    "text": "x http://127.0.0.1/{} y",
}
FORMS = [(name, form) for name, forms in COMMENTS.items() for form in forms]


def _checked(run: Run, post: Path, *options: str) -> tuple[set[str], set[tuple[str, str, str]]]:
    """Return the targets of what counts, and what does not count with its kind and reason."""
    report = json.loads(run("check", str(post), "--format", "json", *options).out)
    kept = {each["target"].rpartition("/")[2] for each in report["findings"] if each["target"]}
    aside = {
        (each["target"].rpartition("/")[2], each["suppression"]["kind"], each["suppression"]["reason"])
        for each in report["suppressed"]
    }
    return kept, aside


def _post(folder: Path, name: str, *parts: str) -> Path:
    post = folder / f"post{extractors[name].suffixes[0]}"
    post.write_text("\n\n".join(parts), "utf-8")
    return post


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_every_form_of_comment_ignores_the_next_line_alone(
    run: Run, tmp_path: Path, name: str, form: str
) -> None:
    comment = form.replace("…", "linkcheck-ignore private-target: gone")
    link = LINKS[name]
    post = _post(tmp_path, name, link.format("a"), f"{comment}\n\n{link.format('b')}", link.format("c"))
    assert _checked(run, post) == ({"a", "c"}, {("b", "in-source", "gone")})


@pytest.mark.parametrize(
    ("words", "kept"),
    [(words, kept) for words, kept in zip(IN_POSTS, ({"a", "c"}, {"a"}, set()), strict=True)],
)
def test_every_ignore_covers_what_is_said(run: Run, tmp_path: Path, words: str, kept: set[str]) -> None:
    comment = f"<!-- {words.replace('broken-link', 'private-target')} -->"
    link = LINKS["markdown"]
    post = _post(tmp_path, "markdown", link.format("a"), f"{link.format('b')} {comment}", link.format("c"))
    if "-start" in words:
        post.write_text(post.read_text("utf-8").replace(link.format("b"), ""), "utf-8")
        with post.open("a", encoding="utf-8") as more:
            more.write(f"\n<!-- linkcheck-ignore-end -->\n\n{link.format('d')}\n")
        kept = kept | {"d"}
    found, aside = _checked(run, post)
    assert found == kept
    assert {kind for _, kind, _ in aside} == {"in-source"}


def test_the_entry_for_the_settings_works(run: Run, tmp_path: Path) -> None:
    entry = "\n".join(re.findall(r"^    (\[\[.*|\w+ = .*)$", topics["suppress"].prose, re.MULTILINE))
    entry = entry.replace("broken-link", "private-target").replace("example.org", "127.0.0.1")
    (tmp_path / "linkcheck.toml").write_text(re.sub("until = .*", "until = 9999-01-01", entry))
    post = _post(tmp_path, "markdown", LINKS["markdown"].format("a"))
    assert _checked(run, post) == (set(), {("a", "config", "they are moving")})


def test_the_commands_for_a_baseline_work(run: Run, tmp_path: Path) -> None:
    write, check = re.findall(r"^    linkcheck (.*)$", topics["suppress"].prose, re.MULTILINE)
    post = _post(tmp_path, "markdown", LINKS["markdown"].format("a"))
    folder = str(tmp_path)

    def words(command: str) -> list[str]:
        return [
            word.replace("posts/", folder).replace("linkcheck.", f"{folder}/linkcheck.")
            for word in command.split()
        ]

    assert run(*words(write)).code == 0
    with post.open("a") as more:
        more.write("\n\n" + LINKS["markdown"].format("b"))
    report = json.loads(run(*words(check), "--format", "json").out)
    assert [each["target"][-1] for each in report["findings"]] == ["b"]
    assert [each["suppression"]["kind"] for each in report["suppressed"]] == ["baseline"]
    assert run(*words(check), "--fail-on", "new").code == 1
    assert run(*words(check)).code == 0


@pytest.mark.parametrize("name", ["known.txt", "known.md"])
def test_a_baseline_among_the_posts_is_no_post(run: Run, tmp_path: Path, name: str) -> None:
    """Its targets would be found as links of a post, and every finding come back."""
    _post(tmp_path, "markdown", LINKS["markdown"].format("a"))
    baseline = str(tmp_path / name)
    for _ in range(2):
        assert run("baseline", str(tmp_path), "-o", baseline).code == 0
    done = run("check", str(tmp_path), "--baseline", baseline, "--fail-on", "note", "--format", "json")
    assert (done.code, json.loads(done.out)["summary"]["documents"]) == (0, 1)
