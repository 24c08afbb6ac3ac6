"""`--since`: what a change is to answer for, told from real repositories."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import linkcheck
from linkcheck.errors import UsageError
from linkcheck.model import Report, SuppressionKind
from linkcheck.settings.sections import Ignore
from tests.sources.repository import Repository

POST = "# Post\n\n[one](no-1.md)\n\n[two](no-2.md)\n\n[three](no-3.md)\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with one post that has three old faults."""
    found = Repository(tmp_path / "work tree")
    found.commit({"posts/a.md": POST, "posts/b.md": "# B\n\n[x](no-4.md)\n"})
    monkeypatch.chdir(found.path)
    return found


async def check(*inputs: str, since: str = "HEAD~1", **settings: object) -> Report:
    rules = {"ambiguous-anchor": {"level": "off"}, "duplicate-passage": {"level": "off"}}
    config = linkcheck.Config(since=since, exclude=("^http",), **({"rules": rules} | settings))  # type: ignore[arg-type]
    return await linkcheck.check(inputs or (".",), config)


async def targets(*inputs: str, since: str = "HEAD~1", **settings: object) -> list[str]:
    """Return the targets that a run with --since reports."""
    report = await check(*inputs, since=since, **settings)
    return [each.link.reference.target for each in report.findings if each.link is not None]


async def test_only_findings_on_changed_lines_count(tree: Repository) -> None:
    tree.commit({"posts/a.md": POST.replace("[two]", "[second]").replace("# Post", "# Post\n\nA line more.")})
    report = await check()
    assert [(each.span.line, each.message) for each in report.findings if each.span] == [
        (7, "this link leads to no file: there is no posts/no-2.md")
    ]
    apart = [(each.link.reference.target, each.suppression) for each in report.suppressed if each.link]
    assert [target for target, _ in apart] == ["no-1.md", "no-3.md"]
    assert apart[0][1] is not None
    assert (apart[0][1].kind, apart[0][1].reason) == (SuppressionKind.UNCHANGED, "not changed since HEAD~1")
    assert [document.name for document in report.crawl.documents] == ["posts/a.md"]
    assert report.run.since is not None
    assert (report.run.since.changed, report.run.since.unchanged) == (1, 1)
    assert report.run.since.commit == tree.git("rev-parse", "HEAD~1")


async def test_whole_files_reports_all_of_what_changed(tree: Repository) -> None:
    tree.commit({"posts/a.md": POST.replace("[two]", "[second]")})
    assert await targets(whole_files=True) == ["no-1.md", "no-2.md", "no-3.md"]


async def test_a_finding_counts_if_one_of_its_places_changed(tree: Repository) -> None:
    tree.commit({"posts/a.md": POST + "\n[again](./no-1.md)\n"})
    (found,) = (await check()).findings
    assert found.span is not None
    assert (found.span.line, len(found.related)) == (3, 1)


async def test_what_is_not_committed_counts(tree: Repository) -> None:
    tree.put({".gitignore": "drafts/\n"})
    tree.commit()
    tree.put({"posts/a.md": POST.replace("[one]", "[first]"), "posts/b.md": "# B\n\n[y](no-5.md)\n"})
    tree.git("add", "posts/b.md")
    tree.put({"posts/new.md": "[n](no-6.md)", "drafts/d.md": "[d](no-7.md)"})
    assert await targets(since="HEAD") == ["no-1.md", "no-5.md", "no-6.md"]
    assert await targets("drafts/d.md", since="HEAD") == ["no-7.md"]


async def test_what_others_did_since_the_branch_was_made_does_not_count(tree: Repository) -> None:
    tree.git("checkout", "-q", "-b", "mine")
    tree.commit({"posts/a.md": POST + "[mine](no-8.md)\n"})
    tree.git("checkout", "-q", "main")
    tree.commit({"posts/b.md": "# B\n\n[theirs](no-9.md)\n"})
    tree.git("checkout", "-q", "mine")
    assert await targets(since="main") == ["no-8.md"]
    tree.git("merge", "-q", "--no-edit", "main")
    assert await targets(since="main") == ["no-8.md"]
    assert await targets(since="HEAD~1") == ["no-9.md"]
    tree.git("checkout", "-q", "--detach")
    assert await targets(since="main") == ["no-8.md"]


async def test_nothing_changed(tree: Repository) -> None:
    report = await check(since="HEAD")
    assert (report.findings, report.suppressed, report.crawl.documents) == ((), (), ())


async def test_what_was_only_taken_out_leaves_old_findings_apart(tree: Repository) -> None:
    tree.commit({"posts/a.md": POST.replace("[two](no-2.md)\n\n", "")})
    report = await check()
    assert [document.name for document in report.crawl.documents] == ["posts/a.md"]
    assert (len(report.findings), len(report.suppressed)) == (0, 2)


LINKING = (
    "# L\n\n[file](b.md) [part](b.md#part) [folder](../docs/) [page](../docs/guide#use) [web](https://e.org/x)\n"
    "\nThe cafÃ© was full.\n"
)


@pytest.fixture
def linked(tree: Repository) -> Repository:
    """The repository, with a post that links to others."""
    files: dict[str, str | bytes] = {
        "posts/l.md": LINKING,
        "posts/b.md": "# B\n\n## Part\n\ntext\n",
        "docs/README.md": "# Docs\n",
        "docs/guide.md": "# Guide\n\nWords enough.\n\n## Use\n",
        "other/o.md": "# O\n\n[old fault](nowhere.md)\n",
    }
    tree.commit(files)
    return tree


async def test_a_deletion_rechecks_the_posts_that_link_there_and_fetches_nothing_for_them(
    linked: Repository,
) -> None:
    linked.git("rm", "-q", "posts/b.md")
    linked.commit()
    report = await check()
    assert [each.link.reference.target for each in report.findings if each.link] == ["b.md"]
    assert [document.name for document in report.crawl.documents] == ["posts/l.md"]
    assert list(report.crawl.resources) == ["file:///posts/b.md"]
    assert report.suppressed == ()  # no rule looks at the rest of a post that nobody touched
    assert report.run.since is not None
    assert (report.run.since.changed, report.run.since.rechecked, report.run.since.unchanged) == (0, 1, 4)


async def test_a_rename_rechecks_the_posts_that_link_there(linked: Repository) -> None:
    linked.git("mv", "docs/guide.md", "docs/manual.md")
    linked.commit()
    assert await targets() == ["../docs/guide#use"]
    assert await targets(whole_files=True) == ["../docs/guide#use"]


async def test_a_rename_that_is_not_staged_counts_too(linked: Repository) -> None:
    os.rename("docs/guide.md", "docs/manual.md")
    assert await targets(since="HEAD") == ["../docs/guide#use"]


async def test_a_file_that_went_is_missed_from_the_root_on_too(linked: Repository) -> None:
    linked.commit({"other/r.md": "# R\n\n[from the root](/docs/guide.md) [never there](/docs/never.md)\n"})
    linked.git("rm", "-q", "docs/guide.md")
    linked.commit()
    assert sorted(await targets("other")) == ["/docs/guide.md"]


async def test_the_letters_of_a_name_count(linked: Repository) -> None:
    linked.git("mv", "posts/b.md", "posts/B.md")
    linked.commit()
    (found,) = (await check()).findings
    assert found.message.endswith("the file's name has other letters: it is B.md")


async def test_a_heading_that_went_rechecks_the_links_to_it(linked: Repository) -> None:
    linked.commit({"posts/b.md": "# B\n\n## Piece\n\ntext\n"})
    assert await targets() == ["b.md#part"]
    linked.commit({"docs/guide.md": "# Guide\n\nWords enough.\n\n## Usage\n"})
    assert await targets() == ["../docs/guide#use"]
    assert await targets(since="HEAD~2") == ["b.md#part", "../docs/guide#use"]


async def test_a_folder_that_moved_rechecks_links_into_it_and_those_of_its_posts(linked: Repository) -> None:
    linked.commit(
        {"docs/more.md": "# More\n\n[up](../posts/a.md) [beside](guide.md) [web](https://e.org/y)\n"}
    )
    linked.git("mv", "docs", "manuals")
    (linked.path / "deep").mkdir()
    linked.git("mv", "manuals", "deep/docs")
    linked.commit()
    assert sorted(await targets()) == ["../docs/", "../docs/guide#use", "../posts/a.md"]


async def test_a_moved_post_is_not_fetched_again(linked: Repository) -> None:
    linked.git("mv", "posts/l.md", "other/l.md")
    linked.commit()
    report = await check()
    assert all(url.startswith("file:") for url in report.crawl.resources)
    assert [each.link.reference.target for each in report.findings if each.link] == ["b.md"]


async def test_what_still_leads_somewhere_is_no_finding(linked: Repository) -> None:
    linked.git("mv", "docs/guide.md", "docs/guide.html")
    linked.put({"docs/guide.html": "<h1 id=use>Guide</h1>", "docs/index.md": "# Docs\n"})
    linked.git("rm", "-q", "docs/README.md")
    linked.commit()
    assert await targets() == []


async def test_a_picture_that_went_is_missed_where_it_is_shown(tree: Repository) -> None:
    tree.commit({"posts/p.md": "# P\n\n![a tree](tree.png)\n", "posts/tree.png": b"\x89PNG\r\n\x1a\n\0"})
    tree.git("rm", "-q", "posts/tree.png")
    tree.commit()
    assert [each.rule for each in (await check()).findings] == ["broken-image"]


async def test_line_ends_are_no_change(tree: Repository) -> None:
    tree.commit({"posts/a.md": POST.replace("\n", "\r\n")})
    assert await targets() == []
    assert await targets(whole_files=True) == []
    tree.commit({"posts/a.md": POST.replace("\n", "\r\n").replace("[two]", "[second]")})
    assert await targets() == ["no-2.md"]


async def test_a_post_whose_lines_git_cannot_count_is_new_as_a_whole(tree: Repository) -> None:
    tree.commit({"posts/a.md": "# Old Mac\r\r[one](no-1.md)\r\r[two](no-2.md)\r\n\n[x](no-3.md)\n"})
    tree.commit({"posts/a.md": "# Old Mac\r\r[one](no-1.md)\r\r[two](no-2.md)\r\n\n[y](no-3.md)\n"})
    assert await targets() == ["no-1.md", "no-2.md", "no-3.md"]
    tree.commit({"posts/a.md": POST.encode("utf-16")})
    assert await targets() == ["no-1.md", "no-2.md", "no-3.md"]
    tree.commit({"posts/a.md": POST, ".gitattributes": "*.md -diff\n"})
    tree.commit({"posts/a.md": POST + "[x](no-4.md)\n"})
    assert await targets() == ["no-1.md", "no-2.md", "no-3.md", "no-4.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="files have no mode there")
async def test_a_mode_is_no_change(tree: Repository) -> None:
    os.chmod("posts/a.md", 0o755)
    assert await targets(since="HEAD") == []
    tree.commit()
    report = await check(whole_files=True)
    assert (report.findings, report.crawl.documents) == ((), ())


async def test_a_binary_post_that_changed_is_unreadable(tree: Repository) -> None:
    tree.commit({"posts/b.md": b"\0\1\2"})
    assert [each.rule for each in (await check()).findings] == ["unreadable-document"]
    tree.commit({"posts/other.md": "# fine"})
    assert (await check()).findings == ()


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege there")
async def test_a_post_that_is_a_link_changes_with_what_it_leads_to(tree: Repository) -> None:
    tree.put({"shared/text.md": POST})
    (tree.path / "posts/s.md").symlink_to("../shared/text.md")
    tree.commit()
    tree.commit({"shared/text.md": POST.replace("[two]", "[second]")})
    assert await targets("posts") == ["no-2.md"]
    (tree.path / "posts/s.md").unlink()
    (tree.path / "posts/s.md").symlink_to("a.md")
    tree.commit()
    assert await targets("posts/s.md") == ["no-1.md", "no-2.md", "no-3.md"]


NAMES = [
    "with space.md",
    "tab\there.md",
    "new\nline.md",
    'quo"te.md',
    "back\\slash.md",
    "ünïcode 文.md",
    "-dash.md",
    "+++ b/x.md",
]


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be there")
@pytest.mark.parametrize("name", [*NAMES, os.fsdecode(b"not-\xff-utf8.md")])
async def test_files_are_called_as_they_are(tree: Repository, name: str) -> None:
    tree.commit({f"posts/{name}": POST})
    tree.commit(
        {
            f"posts/{name}": POST.replace("[two]", "[second]"),
            "posts/diff.md": "x\n+++ b/posts/a.md\n@@ -1 +1 @@\n",
        }
    )
    report = await check()
    assert [each.span.line for each in report.findings if each.span] == [5]
    assert len(report.suppressed) == 2


async def test_a_linked_work_tree_and_a_submodule(tree: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "theme")
    other.commit({"README.md": POST})
    tree.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.path), "theme")
    tree.commit()
    assert await targets() == []
    tree.put({"theme/README.md": POST.replace("[two]", "[second]"), "theme/new.md": "[x](no.md)"})
    assert await targets(since="HEAD") == []
    assert await targets("theme/README.md", since="HEAD") == ["no-2.md"]
    tree.git("worktree", "add", "-q", str(tmp_path / "second"))
    (tmp_path / "second/posts/a.md").write_text(POST.replace("[one]", "[first]"))
    assert await targets(str(tmp_path / "second"), since="HEAD") == ["no-1.md"]


async def test_files_of_two_repositories(tree: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "other")
    other.commit({"c.md": "[x](no-5.md)\n"})
    other.commit({"c.md": "[x](no-5.md)\n[y](no-6.md)\n"})
    tree.commit({"posts/a.md": POST + "[z](no-7.md)\n"})
    names = [
        each.message
        for each in (await check("posts", str(other.path / "c.md"), root_dir=str(tmp_path))).findings
    ]
    assert [name.rpartition("/")[2] for name in names] == ["no-6.md", "no-7.md"]


async def test_a_conflict_is_a_change(tree: Repository) -> None:
    tree.git("checkout", "-q", "-b", "mine")
    tree.commit({"posts/a.md": POST.replace("[two]", "[mine]")})
    tree.git("checkout", "-q", "main")
    tree.commit({"posts/a.md": POST.replace("[two]", "[theirs]")})
    with pytest.raises(AssertionError):
        tree.git("merge", "mine")
    assert "no-2.md" in await targets(since="HEAD")


async def test_a_file_taken_out_of_git_but_left_there_is_new(linked: Repository) -> None:
    linked.git("rm", "-q", "--cached", "posts/b.md")
    assert await targets(since="HEAD") == []


async def test_other_inputs_are_new_as_a_whole(tree: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "linkcheck.reading.read_stdin", lambda limit: b"<https://exa mple.org/> [x](http://[x/)"
    )
    report = await check("posts", "-", since="HEAD", stdin_format="markdown")
    assert [(each.document, each.rule) for each in report.findings] == [("<stdin>", "malformed-url")]


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("nowhere", "'nowhere' names no commit in .*; fetch it first, or correct its name"),
        ("--output=x", "names no commit.*write a branch, a tag or a commit"),
        ("", "names no commit.*write a branch"),
        ("HEAD~9", "names no commit"),
        ("^HEAD", "names no commit"),
        ("HEAD..main", "names no commit"),
        ("HEAD:posts", "names no commit"),
        ("@{upstream}", "no upstream configured"),
        ("0" * 40, "names no commit"),
        ("a\0b", "names no commit"),
        ("alone", "share no commit, so nothing can be said to have changed"),
    ],
)
async def test_a_reference_that_cannot_be_compared_with_is_named(
    tree: Repository, ref: str, words: str
) -> None:
    tree.git("checkout", "-q", "--orphan", "alone")
    tree.commit({"alone.md": "x"})
    tree.git("checkout", "-q", "main")
    with pytest.raises(UsageError, match=words):
        await check(since=ref)
    assert not (tree.path / "x").exists()


async def test_a_shallow_clone_says_how_to_fetch_more(
    tree: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree.git("branch", "base")
    tree.commit({"posts/c.md": "x"})
    tree.git("clone", "-q", "--depth=1", "--no-single-branch", tree.path.as_uri(), str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    with pytest.raises(UsageError, match=r"share no commit in this clone, .*fetch-depth: 0.*--unshallow"):
        await check(since="origin/base")
    with pytest.raises(UsageError, match=r"'gone' names no commit.*fetch-depth: 0"):
        await check(since="gone")
    with pytest.raises(UsageError, match=r"did you mean origin/base\?"):
        await check(since="base")


async def test_a_clone_without_contents_says_so_and_fetches_nothing(
    tree: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree.commit({"posts/a.md": POST.replace("[two]", "[second]")})
    tree.git("config", "uploadpack.allowFilter", "true")
    tree.git("clone", "-q", "--filter=blob:none", tree.path.as_uri(), str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    with pytest.raises(UsageError, match=r"is a partial clone, .*nothing is fetched here; clone it without"):
        await check()


async def test_where_there_is_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("x")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="is in no git work tree"):
        await check()
    with pytest.raises(UsageError, match="no file among the inputs"):
        await check("-")
    Repository(tmp_path)
    with pytest.raises(UsageError, match=r"names no commit|holds no commit yet"):
        await check(since="HEAD")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/.git").write_text("gitdir: nowhere")
    with pytest.raises(UsageError, match=r"git could not compare|no git work tree"):
        await check("bad")


async def test_without_git_it_says_so(tree: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    from linkcheck.sources import git

    git._program.cache_clear()
    monkeypatch.setenv("PATH", str(tree.path))
    with pytest.raises(UsageError, match="git is not installed"):
        await check()


HOOK = "#!/bin/sh\ntouch '{mark}'\ncat\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")
async def test_no_program_of_a_stranger_is_run(tree: Repository, tmp_path: Path) -> None:
    mark, program = tmp_path / "ran", tmp_path / "program"
    program.write_text(HOOK.format(mark=mark))
    program.chmod(0o755)
    tree.commit({"posts/c.md": POST, ".gitattributes": "*.md diff=evil filter=evil\n"})
    settings = [
        "core.fsmonitor", "diff.external", "diff.evil.command", "diff.evil.textconv", "filter.evil.clean",
        "filter.evil.smudge", "filter.e.v.i.l.process", "core.pager", "core.sshCommand", "core.editor",
        "core.askPass", "pager.diff", "credential.helper", "core.alternateRefsCommand",
    ]  # fmt: skip
    for name in settings:
        tree.git("config", name, str(program))
    tree.git("config", "filter.evil.required", "true")
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        path = tree.path / ".git/hooks" / hook
        path.write_text(HOOK.format(mark=mark))
        path.chmod(0o755)
    mark.unlink(missing_ok=True)  # git itself ran some, to set them
    tree.put({"posts/a.md": POST.replace("[two]", "[second]")})
    tree.git("-c", "core.fsmonitor=false", "--version")
    assert await targets(since="HEAD~1") == ["no-2.md", "no-1.md", "no-2.md", "no-3.md"]
    assert not mark.exists()


async def test_a_hook_that_runs_linkcheck_does_not_mislead_it(
    tree: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree.commit({"posts/a.md": POST.replace("[two]", "[second]")})
    other = Repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.path / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    assert await targets() == ["no-2.md"]


async def test_a_filter_that_cannot_be_turned_off_is_refused(tree: Repository) -> None:
    tree.git("config", "filter.x.clean", "cat")
    settings = tree.path / ".git/config"
    settings.write_text(settings.read_text().replace('[filter "x"]', '[filter "a=b"]'))
    with pytest.raises(UsageError, match=r"'filter.a=b', which cannot be turned off"):
        await check(since="HEAD")


async def test_settings_of_the_repository_do_not_change_the_answer(linked: Repository) -> None:
    settings = {
        "diff.noprefix": "true", "diff.mnemonicPrefix": "true", "diff.renames": "false", "diff.context": "9",
        "diff.interHunkContext": "9", "diff.relative": "true", "color.ui": "always", "color.diff": "always",
        "core.quotePath": "false", "core.abbrev": "7", "diff.algorithm": "patience", "diff.submodule": "diff",
        "diff.orderFile": "nowhere", "diff.wsErrorHighlight": "all", "diff.colorMoved": "zebra",
        "diff.suppressBlankEmpty": "true", "core.pager": "false", "status.showUntrackedFiles": "no",
    }  # fmt: skip
    for name, value in settings.items():
        linked.git("config", name, value)
    linked.git("mv", "docs/guide.md", "docs/ü manual.md")
    linked.put({"posts/a.md": POST.replace("[two]", "[second]").replace("[three]", "[third]")})
    assert await targets(".", since="HEAD") == ["no-2.md", "no-3.md", "../docs/guide#use"]


async def test_attributes_of_the_repository_do_not_hide_a_change(tree: Repository) -> None:
    attributes = "*.md text eol=crlf working-tree-encoding=UTF-8 ident -merge linguist-generated\n"
    tree.commit({".gitattributes": attributes, "posts/a.md": POST})
    tree.put({"posts/a.md": POST.replace("[two]", "[second]").replace("\n", "\r\n")})
    assert await targets(since="HEAD") == ["no-2.md"]


async def test_ignores_and_the_baseline_come_before_the_change(tree: Repository) -> None:
    post = POST.replace("[two]", "<!-- linkcheck-ignore broken-internal-link: soon -->\n[second]")
    tree.commit(
        {"posts/a.md": post.replace("[one]", "[first]"), "posts/c.md": "<!-- linkcheck-ignore -->\n\nText.\n"}
    )
    report = await check(ignores=(Ignore(rule="malformed-url", reason="none here"),))
    assert [each.link.reference.target for each in report.findings if each.link] == ["no-1.md"]
    kinds = {
        each.link.reference.target: each.suppression.kind
        for each in report.suppressed
        if each.link and each.suppression
    }
    assert kinds == {"no-2.md": SuppressionKind.IN_SOURCE, "no-3.md": SuppressionKind.UNCHANGED}
