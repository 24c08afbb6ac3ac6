"""What changed since a commit (`--since`), by file: lines of posts, and what links between files may miss."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from linkcheck.errors import UsageError
from linkcheck.model import Change, Comparison
from linkcheck.pages.fragments import file_fragments, has_fragments
from linkcheck.sources.files import path_below
from linkcheck.sources.git import Git
from linkcheck.sources.patch import Entry
from linkcheck.sources.work_tree import work_tree
from linkcheck.urls.local import addresses

_NEW = Change(is_changed=True, lines=None)
_SAME = Change()


@dataclass(frozen=True, slots=True)
class Changes:
    """What is known of every file of the work trees that the inputs lie in."""

    comparison: Comparison
    trees: tuple[_Tree, ...]

    def of(self, path: str) -> Change:
        """Say how a file changed. A link in its place (symbolic) changes with what it leads to."""
        tree = next((tree for tree in self.trees if _is_within(_placed(path), tree.top)), None)
        if tree is None:
            return _NEW
        change = tree.change_of(_placed(path))
        return self.of(os.path.realpath(path)) if change == _SAME and os.path.islink(path) else change


@dataclass(frozen=True, slots=True)
class _Tree:
    """One work tree: the files that git knows, those that differ, and the repositories inside it."""

    top: str
    tracked: frozenset[str]
    changed: Mapping[str, Change]
    modules: tuple[str, ...]

    def change_of(self, path: str) -> Change:
        name = path[len(self.top.rstrip(os.sep)) + 1 :]
        if name in self.changed:
            return self.changed[name]
        is_same = name in self.tracked or any(_is_within(name, module) for module in self.modules)
        return _SAME if is_same else _NEW


def changes_since(
    ref: str, inputs: Iterable[str], paths: Sequence[str], *, root: str, limit_bytes: int
) -> Changes:
    """Compare the work trees of inputs, and of files found in them, with what they share with a reference.

    Uncommitted changes count, and files that git does not know are new; files of repositories inside another
    (submodules) are left to those. `root` is the folder that links stay in; larger files than `limit_bytes`
    lose no fragments.

    Raises:
        UsageError: a file is in no work tree, the reference is unknown, or git cannot tell what changed.
    """
    trees: list[_Tree] = []
    gone: set[str] = set()
    lost: dict[str, frozenset[str]] = {}
    commits = []
    for top in _tops(inputs, paths):
        git = Git(top)
        commits.append(git.merge_base(ref))
        entries = git.differences(commits[-1])
        tracked, modules = git.tracked()
        changed = {entry.path: _change(entry) for entry in entries if entry.path is not None}
        trees.append(_Tree(git.top, tracked, changed, modules))
        gone.update(_gone(git.top, entries, root))
        for path, fragments in _lost(git, entries, root, limit_bytes):
            lost[path] = lost.get(path, frozenset()) | fragments
    return Changes(Comparison(ref, commits[0], frozenset(gone), lost), tuple(trees))


def _tops(inputs: Iterable[str], paths: Iterable[str]) -> list[str]:
    """Return the work trees that hold inputs and found files, but for those inside another of them."""
    named = [
        name if os.path.isdir(name) else os.path.dirname(name) for name in inputs if os.path.lexists(name)
    ]
    folders = [*dict.fromkeys(map(_real, (*named, *map(os.path.dirname, paths))))]
    tops = {str(top) for folder in folders if (top := work_tree(folder)) is not None}
    if not folders:
        raise UsageError("--since: there is no file among the inputs, so there is nothing to compare")
    if not tops:
        raise UsageError(f"--since: {folders[0]} is in no git work tree, so what changed is not known")
    return sorted(top for top in tops if not any(_is_within(top, each) for each in tops - {top}))


def _change(entry: Entry) -> Change:
    is_renamed = entry.old_path not in {None, entry.path}
    is_moved = is_renamed and os.path.dirname(entry.old_path or "") != os.path.dirname(entry.path or "")
    return Change(entry.has_changed, entry.lines, is_renamed, is_moved)


def _gone(top: str, entries: Iterable[Entry], root: str) -> Iterator[str]:
    """Yield the paths that led to files which are not there any more, and to folders that went with them."""
    kept = {entry.path for entry in entries}
    for entry in entries:
        old = entry.old_path
        if old is None or old in kept or (entry.path is None and os.path.lexists(os.path.join(top, old))):
            continue
        path = os.path.join(top, old)
        for each in _paths_below(path, root):
            yield from addresses(each)
        folder = os.path.dirname(path)
        while len(folder) > len(top) and not os.path.isdir(folder):
            yield from _paths_below(folder, root)
            folder = os.path.dirname(folder)


def _lost(
    git: Git, entries: Iterable[Entry], root: str, limit_bytes: int
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the fragments that files of this change do not have any more, by each path of the file."""
    shortened: dict[str, list[str]] = {}
    for entry in entries:
        is_same_file = entry.path is not None and entry.old_path == entry.path
        if is_same_file and entry.has_lost_lines and has_fragments(entry.path or ""):
            shortened.setdefault(entry.old_blob, []).append(entry.path or "")
    for blob, before in git.contents(tuple(shortened), limit_bytes):
        for name in shortened[blob]:
            path = os.path.join(git.top, name)
            now = file_fragments(name, _content(path, limit_bytes)) or frozenset()
            fragments = (file_fragments(name, before) or frozenset()) - now
            for each in _paths_below(path, root) if fragments else ():
                yield from ((address, fragments) for address in addresses(each))


def _content(path: str, limit_bytes: int) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(limit_bytes)
    except OSError:
        return b""


def _paths_below(path: str, root: str) -> tuple[str, ...]:
    below = path_below(path, root)
    return () if below is None else (below,)


def _placed(path: str) -> str:
    """Return where a file stands, all links resolved but its own."""
    return os.path.join(_real(os.path.dirname(path)), os.path.basename(path))


def _real(folder: str) -> str:
    return os.path.realpath(folder or ".")


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
