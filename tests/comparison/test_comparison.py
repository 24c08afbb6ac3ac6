"""What changed between two reports, and what only looks so."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from linkcheck.comparison import compare
from linkcheck.comparison.shape import Difference
from linkcheck.comparison.written import as_markdown, as_text
from linkcheck.model import Document, Failure, FailureKind, Redirect, Report, Resource
from linkcheck.renderers.json_report import encode
from linkcheck.renderers.shape import Report as Shape
from linkcheck.renderers.shaping import shape_report
from tests import canned
from tests.cli.conftest import Run, run  # noqa: F401  # a fixture

URL = "https://e.org/a"
OK = Resource(URL, status=200, final_url=URL)
BROKEN = Resource(URL, status=404, final_url=URL)
BLOCKED = Resource(URL, status=401, final_url=URL)
UNAVAILABLE = Resource(URL, failure=Failure(FailureKind.TIMEOUT))
SKIPPED = Resource(URL, failure=Failure(FailureKind.EXCLUDED))
STOPPED = Resource(URL, failure=Failure(FailureKind.INTERRUPTED))
MOVED = Resource(URL, status=200, redirects=(Redirect(301, URL + "2"),), final_url=URL + "2")
TEXT = f"[the report]({URL})\n"


def report(resource: Resource | None = None, text: str = TEXT) -> Report:
    documents: tuple[Document, ...] = (canned.document(text),)
    return canned.report(*documents, resources=() if resource is None else (resource,))


def shaped(resource: Resource | None = None, text: str = TEXT) -> Shape:
    return shape_report(report(resource, text))


def lists(difference: Difference) -> dict[str, int]:
    figures = difference.summary
    counts = {name: getattr(figures, name) for name in figures.__struct_fields__}
    return {name: count for name, count in counts.items() if count and not name.endswith("findings")}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (OK, BROKEN, "broken"),
        (UNAVAILABLE, BROKEN, "broken"),
        (BLOCKED, BROKEN, "broken"),
        (SKIPPED, BROKEN, "broken"),
        (BROKEN, OK, "recovered"),
        (OK, MOVED, "moved"),
        (OK, UNAVAILABLE, "unreachable"),
        (BROKEN, UNAVAILABLE, "unreachable"),
        (BROKEN, SKIPPED, "unchecked"),
        (BROKEN, STOPPED, "unchecked"),
        (BROKEN, BLOCKED, "unchecked"),
        (OK, OK, None),
        (BROKEN, BROKEN, None),
        (UNAVAILABLE, UNAVAILABLE, None),
        (UNAVAILABLE, OK, None),
        (OK, SKIPPED, None),
        (OK, BLOCKED, None),
        (MOVED, MOVED, None),
    ],
)
def test_a_url_is_in_one_list_at_most(old: Resource, new: Resource, expected: str | None) -> None:
    assert lists(compare(shaped(old), shaped(new))) == ({expected: 1} if expected else {})


def test_a_new_link_that_is_broken_is_newly_broken() -> None:
    difference = compare(shaped(text="nothing\n"), shaped(BROKEN))
    (change,) = difference.broken
    assert (change.before, change.url, change.places[0].line) == (None, URL, 1)
    assert difference.new_sources == (URL,)


def test_a_link_that_was_taken_out_has_not_recovered() -> None:
    difference = compare(shaped(BROKEN), shaped(text="nothing\n"))
    assert lists(difference) == {}
    assert [finding.rule for finding in difference.fixed_findings] == ["broken-link"]
    assert difference.gone_sources == (URL,)


def test_what_a_stopped_run_did_not_come_to_is_neither_gone_nor_fixed() -> None:
    empty = canned.report()
    stopped = shape_report(replace(empty, run=replace(empty.run, is_complete=False)))
    difference = compare(shaped(BROKEN), stopped)
    assert lists(difference) == {"unchecked": 1}
    assert difference.fixed_findings == ()
    assert difference.gone_sources == ()
    assert not difference.is_complete


def test_findings_survive_moved_lines_and_are_counted() -> None:
    once, moved = shaped(BROKEN), shaped(BROKEN, f"a\n\nb\n\n{TEXT}")
    assert compare(once, moved).new_findings == compare(once, moved).fixed_findings == ()
    other = f"{TEXT}\n[x](http://[)\n"
    assert [finding.rule for finding in compare(once, shaped(BROKEN, other)).new_findings] == [
        "malformed-url"
    ]


def test_a_run_on_other_inputs_says_nothing_of_the_posts_that_it_did_not_read() -> None:
    other = canned.report(canned.document("nothing\n", "other.md"))
    other = replace(other, run=replace(other.run, inputs=("other.md",)))
    assert compare(shaped(BROKEN), shape_report(other)).fixed_findings == ()


@pytest.mark.parametrize("again", [UNAVAILABLE, SKIPPED])
def test_a_finding_is_fixed_only_if_somebody_looked(again: Resource) -> None:
    assert compare(shaped(BROKEN), shaped(again)).fixed_findings == ()
    assert len(compare(shaped(BROKEN), shaped(OK)).fixed_findings) == 1


def test_what_is_set_aside_now_is_not_fixed() -> None:
    old, aside = report(BROKEN), report(BROKEN)
    aside = replace(aside, findings=(), suppressed=aside.findings)
    assert compare(shape_report(old), shape_report(aside)).fixed_findings == ()
    assert compare(shape_report(aside), shape_report(old)).new_findings == ()


def test_pictures_that_come_and_go_are_named() -> None:
    difference = compare(shaped(text="![x](https://e.org/1.png)"), shaped(text="![x](https://e.org/2.png)"))
    assert difference.new_pictures == ("https://e.org/2.png",)
    assert difference.gone_pictures == ("https://e.org/1.png",)


def test_a_report_does_not_differ_from_itself() -> None:
    difference = compare(shaped(BROKEN), shaped(BROKEN))
    assert as_text(difference) == "0 newly broken, 0 recovered, 0 moved; 0 new findings, 0 fixed\n"


def test_people_read_what_changed() -> None:
    text = as_text(compare(shaped(OK), shaped(MOVED)))
    assert f"{URL}  200; leads to {URL}2 for good  post.md:1:14" in text
    markdown = as_markdown(compare(shaped(OK), shaped(BROKEN)))
    assert f"| `post.md:1:14` | 404 not found | `{URL}` |" in markdown
    hostile = as_text(compare(shaped(text="-"), shaped(text="[x](http://[\x1b]0;a##[error]b)")))
    assert "\x1b" not in hostile
    assert "##[" not in hostile


def test_the_command_writes_and_fails_as_asked(run: Run, tmp_path: Path) -> None:  # noqa: F811
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(encode(shaped(OK)))
    new.write_text(encode(shaped(BROKEN)))
    done = run("diff", str(old), str(new))
    assert (done.code, done.out.startswith("1 newly broken")) == (0, True)
    assert run("diff", str(old), str(new), "--fail-on", "error").code == 1
    assert run("diff", str(new), str(old), "--fail-on", "note").code == 0
    values = json.loads(run("diff", str(old), str(new), "--format", "json").out)
    assert values["summary"]["broken"] == 1
    assert values["broken"][0]["before"] == "ok"
    assert run("diff", str(old), str(tmp_path / "none.json")).code == 2
