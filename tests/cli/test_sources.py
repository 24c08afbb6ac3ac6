"""`linkcheck sources`: the source table alone, in three formats, with and without a network."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from linkcheck.errors import EnvironmentFaultError
from linkcheck.model import Request, Resource
from linkcheck.renderers import shape
from linkcheck.renderers.source_table import table_lines
from samples.site import Site
from tests.cli.conftest import Run

SEED = "samples/posts/forum-post.txt"


def test_the_seed_offline_has_the_figures_of_the_research(run: Run) -> None:
    found = run("sources", SEED, "--offline", "--format", "json")
    table = json.loads(found.out)
    assert found.code == 0
    assert table["summary"] == {
        "documents": 1, "links": 32, "citations": 16, "pages": 4, "sites": 1,
        "effective_pages": 1.94, "effective_sites": 1.0,
    }  # fmt: skip
    first = table["sources"][0]
    assert (first["links"], first["citations"], first["anchor_groups"]) == (22, 11, 9)
    assert (first["share"], first["overuse"]) == (0.6875, 0.6111)
    assert [source["overuse"] for source in table["sources"]] == [0.6111, 0.0938, 0.0, 0.0]
    assert [use["links"] for use in first["documents"]] == [22]
    assert table["sites"] == [
        {"site": "euronews.com", "pages": 4, "documents": 1, "links": 32, "citations": 16, "share": 1.0}
    ]


def test_people_get_one_table(run: Run) -> None:
    lines = run("sources", SEED, "--offline").out.splitlines()
    assert lines[0].startswith("16 links in 1 document to 4 pages (effectively 1.9) on 1 site")
    assert lines[1].split() == ["O", "links", "n", "docs", "anchors", "groups", "share", "site", "page"]
    assert lines[2].split()[:7] == ["0.61", "22", "11", "1", "11", "9", "69%"]
    assert len(lines) == 6


def test_a_page_that_a_whole_corpus_cites_comes_first(run: Run, tmp_path: Path) -> None:
    """Over many posts anchors that are alike in chains end in one group; they are joined post by post."""
    words = "harbour council river budget vote minister bridge storm court match coach league".split()
    for n in range(60):
        one, two, three = words[n % 12], words[(n + n // 12 + 1) % 12], words[(n + 5) % 12]
        (tmp_path / f"{n}.md").write_text(
            f"[{one} {two}](https://a.org/) [{three} {one}](https://b.org/{n}) [x](https://b.org/{n // 2})",
            "utf-8",
        )
    lines = run("sources", str(tmp_path), "--offline", "--top", "3").out.splitlines()
    assert lines[2].split()[:4] == ["0.33", "60", "60", "60"]
    assert "and 58 more pages; --top 0 lists them all" in lines
    assert lines[-2:] == [
        "        120 120    60      60    67%  b.org",
        "         60  60    60       1    33%  a.org",
    ]
    assert len(run("sources", str(tmp_path), "--offline").out.splitlines()) == 2 + 61 + 4
    assert run("sources", str(tmp_path), "--offline", "--top", "-1").code == 2


def test_the_posts_of_each_author_are_summed_up(run: Run, tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"i{n}.md").write_text(
            f"---\nauthor: [Ida, Bo]\n---\n[a](https://a.org/) [b](https://a.org/) [c](https://c{n}.org/)",
            "utf-8",
        )
        (tmp_path / f"b{n}.md").write_text(f"---\nauthor: Bo\n---\n[d](https://d{n}.org/)", "utf-8")
    (tmp_path / "n.md").write_text("[e](https://e.org/)", "utf-8")
    words = ("sources", str(tmp_path), "--offline", "--by", "author")
    table = json.loads(run(*words, "--format", "json").out)
    assert table["by"] == "author"
    assert table["groups"] == [
        {
            "name": "Ida", "documents": 3, "citations": 9, "pages": 4, "sites": 4,
            "effective_pages": 2.08, "effective_sites": 2.08,  # 81 / (36 + 3)
            "page": "https://a.org/", "page_share": 0.6667, "site": "a.org", "site_share": 0.6667,
        },
        {
            "name": "Bo", "documents": 6, "citations": 12, "pages": 7, "sites": 7,
            "effective_pages": 3.43, "effective_sites": 3.43,  # 144 / (36 + 6)
            "page": "https://a.org/", "page_share": 0.3333, "site": "a.org", "site_share": 0.3333,
        },
    ]  # fmt: skip
    lines = run(*words, "--top", "1").out.splitlines()
    assert lines[-3].split() == ["3", "9", "2.1", "2.1", "67%", "67%", "Ida", "a.org/"]
    assert lines[-2] == "and 1 more; --top 0 lists them all"
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").out)))
    assert [(row["name"], row["documents"]) for row in rows] == [("Ida", "3"), ("Bo", "6")]
    assert json.loads(run(*words[:3], "--format", "json").out)["groups"] == []


def test_a_field_that_no_post_states_is_said(run: Run) -> None:
    found = run("sources", SEED, "--offline", "--by", "autor")
    assert (found.code, found.err) == (0, "linkcheck: --by: no post states 'autor' in its front matter\n")


def test_documents_that_are_not_read_are_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("[a](https://e.org/)", "utf-8")
    (tmp_path / "b.rst").write_text("text", "utf-8")
    said = run("sources", str(tmp_path), "--offline").err
    assert "1 text document was not read (1 .rst)" in said
    assert run("sources", str(tmp_path), "--offline", "-q").err == ""


@pytest.mark.parametrize(("width", "has_site"), [(80, False), (120, True)])
def test_the_table_fits_the_screen(width: int, has_site: bool) -> None:
    url = "https://www.example.org/a/very/long/path/that/goes/on/and/on/for/ever.html"
    source = shape.Source(
        url=url, registrable_domain="example.org", links=9, distinct_anchors=3, share=1.0, unrelatedness=0.5
    )
    totals = shape.SourceTotals(
        documents=1, links=9, citations=9, pages=1, sites=1, effective_pages=1.0, effective_sites=1.0
    )
    tool = shape.Tool(name="linkcheck", version="0")
    table = shape.SourceTable(schema_version=1, tool=tool, summary=totals, sources=(source,), sites=())
    _, header, row = (line.text for line in table_lines(table, width))
    assert ("site" in header) is has_site
    assert len(row) <= width


def test_over_the_sample_web_pages_go_by_the_address_that_the_crawl_shows(run: Run, site: Site) -> None:
    words = ["--ca-file", site.ca_file]
    for entry in site.connect_to:
        words += ["--connect-to", entry]
    found = run("sources", "samples/posts", "--format", "json", "-q", *words)
    table = json.loads(found.out)
    assert (found.code, found.err) == (0, "")
    assert any(source["url"] not in source["urls"] for source in table["sources"])
    overuse = [source["overuse"] for source in table["sources"]]
    assert overuse == sorted(overuse, reverse=True)


def test_a_cell_of_csv_is_never_a_formula(run: Run, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    post.write_text('[a](https://e.org/=1+1) [b](https://e.org/x,y"z) [c](HTTPS://E.org/%3D)', "utf-8")
    found = run("sources", str(post), "--offline", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(found.out)))
    assert len(rows) == 3
    assert {row["url"] for row in rows} == {
        "https://e.org/=1+1",
        "https://e.org/x,y%22z",
        "https://e.org/%3D",
    }
    assert not any(cell[:1] in "=+-@\t\r|%" for row in rows for cell in row.values() if cell)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "|calc", "\t=1", "'=1"])
def test_text_that_a_spreadsheet_would_run_is_made_text(start: str) -> None:
    from linkcheck.renderers.cells import cell as _cell

    assert _cell(start).startswith("'")
    assert _cell("https://e.org/=1") == "https://e.org/=1"
    assert (_cell(None), _cell(0.5)) == ("", "0.5")


def test_an_earlier_report_says_what_is_new(run: Run, tmp_path: Path) -> None:
    post, report = tmp_path / "post.md", tmp_path / "report.json"
    post.write_text("[a](https://e.org/1) [b](https://e.org/2)", "utf-8")
    run("sources", str(post), "--offline", "--format", "json", "--output", str(report))
    post.write_text("[a](https://e.org/1) [b](https://e.org/3) [b](https://e.org/3)", "utf-8")
    words = ("sources", str(post), "--offline", "--sources-since", str(report))
    table = json.loads(run(*words, "--format", "json").out)
    assert {source["url"]: source["share_before"] for source in table["sources"]} == {
        "https://e.org/1": 0.5,
        "https://e.org/3": 0.0,
    }
    shown = run(*words).out
    assert "before" in shown
    assert " new " in shown
    post.write_text("[a](https://e.org/1) [b](https://e.org/1) [c](https://e.org/3)", "utf-8")
    first, _, old, more, new = run(*words, "--top", "1").out.splitlines()
    assert first.startswith("3 links in 1 document to 2 pages")
    assert (old.split()[-1], new.split()[-1]) == ("/1", "/3")
    assert more == "and 1 more page, 1 of them new; --top 0 lists them all"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "it cannot be read"),
        ("not json", "it is not JSON"),
        ("{}", "it is no JSON report of linkcheck"),
        ('{"schema_version": 9, "sources": []}', "its schema version is 9; this linkcheck reads 1"),
    ],
)
def test_what_is_no_report_is_refused_with_the_reason(
    run: Run, tmp_path: Path, content: str | None, message: str
) -> None:
    file = tmp_path / "earlier.json"
    if content is not None:
        file.write_text(content, "utf-8")
    for command in (("sources", "--offline"), ("check",)):
        found = run(*command, SEED, "--sources-since", str(file))
        assert (found.code, found.out) == (2, "")
        assert f"--sources-since: {file}: {message}" in found.err


def test_wrong_usage_is_told(run: Run, tmp_path: Path) -> None:
    assert run("sources").code == 2
    found = run("sources", SEED, "--offline", "--by", " ")
    assert (found.code, "--by: name a field" in found.err) == (2, True)
    assert run("sources", "nowhere.md", "--offline").code == 2
    found = run("sources", SEED, "--offline", "--output", str(tmp_path / "no" / "file"))
    assert (found.code, "the folder to write to does not exist" in found.err) == (2, True)
    found = run("sources", SEED, "--offline", "--output", str(tmp_path))
    assert (found.code, "this is a folder" in found.err) == (2, True)


def test_posts_without_links_and_unreadable_ones_are_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("no link", "utf-8")
    (tmp_path / "b.md").write_bytes(b"\x00\x01\x02" * 400)
    found = run("sources", str(tmp_path), "--offline")
    assert found.out.startswith("0 links in 2 documents to 0 pages")
    assert "b.md: " in found.err
    assert "linkcheck: no link was found in the documents\n" in found.err
    assert found.code == 1
    assert run("sources", str(tmp_path / "a.md"), "--offline").code == 0
    assert run("sources", str(tmp_path / "a.md"), "--offline", "--fail-if-empty").code == 2


def test_offline_loads_no_network_code_and_fetches_no_document(run: Run) -> None:
    words = f"from linkcheck.cli import main; main(['sources', '--offline', {SEED!r}, '-q'])"
    after = "except SystemExit: print(*({'aiohttp', 'linkcheck.net'} & set(sys.modules)))"
    code = f"import sys\ntry:\n    {words}\n{after}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\n\n")
    found = run("sources", "https://example.org/post.html", "--offline")
    assert (found.code, "nothing is fetched here; save the page" in found.err) == (2, True)


def test_without_a_network_the_table_is_made_from_the_posts(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unplugged(self: object, requests: Sequence[Request]) -> AsyncIterator[Resource]:
        for _ in requests:
            raise EnvironmentFaultError("no network: no name server answers")
        yield Resource("")

    monkeypatch.setattr("linkcheck.net.fetcher.LocalFetcher.fetch", unplugged)
    found = run("sources", SEED, "--format", "json")
    assert found.code == 0
    assert found.err.endswith("no name server answers: pages are told apart as their URLs are written\n")
    assert found.out == run("sources", SEED, "--offline", "--format", "json").out
    found = run("sources", SEED, "https://example.org/post.html")
    assert (found.code, found.out) == (2, "")
