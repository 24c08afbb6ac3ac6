"""Find the files that inputs name: folders walked as git sees them, globs, symbolic links kept in bounds."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

from linkcheck.errors import UsageError
from linkcheck.sources.packages import is_in_packages, is_package_folder
from linkcheck.sources.work_tree import work_tree

IsPost = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: its path, and its name as the user would write it (forward slashes)."""

    path: str
    name: str
    problem: str | None = None


def find(inputs: Sequence[str], *, is_post: IsPost) -> Iterator[Found | str]:
    """Yield what the inputs name, each file once: files, `-` for standard input, and URLs as they are.

    Files that are named are read whatever they are called; in folders, only those that `is_post` accepts.

    Raises:
        UsageError: one or more inputs name nothing that exists; the message lists them all.
    """
    globbed = {name: _matches(name) for name in inputs if not _exists(name)}
    if missing := [_missing(name) for name, paths in globbed.items() if not paths]:
        raise UsageError("\n".join(missing))
    seen: set[str] = set()
    for name in inputs:
        for found in _expand(name, globbed.get(name), is_post):
            key = found if isinstance(found, str) else os.path.abspath(found.path)
            if key not in seen:
                seen.add(key)
                yield found


def is_url(name: str) -> bool:
    """Say whether an input is a page on the web."""
    return name.lower().startswith(("http://", "https://"))


def _exists(name: str) -> bool:
    return name == "-" or is_url(name) or os.path.lexists(name)


def _matches(name: str) -> list[str]:
    """Return what a glob matches; in `a[1]/*.md`, brackets that match nothing may stand for themselves.

    What git ignores is left out as in folders, unless all of it is ignored: then it is what was meant.
    """
    if not glob.has_magic(name):
        return []
    found = glob.glob(name, recursive=True) or glob.glob(name.replace("[", "[[]"), recursive=True)
    # Python finds `none/` for `none/**` though there is nothing.
    there = filter(os.path.lexists, found)
    matched = sorted(path for path in there if not is_in_packages(path, named=name))
    known: dict[Path, _Ignores] = {}
    return [path for path in matched if not _is_ignored(path, known)] or matched


def _is_ignored(path: str, known: dict[Path, _Ignores]) -> bool:
    real = Path(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path))
    return _ignores_above(real, known).match(str(real), is_folder=real.is_dir())


def _missing(name: str) -> str:
    what = "no file or folder matches" if glob.has_magic(name) else "no such file or folder"
    return f"{name}: {what}"


def _expand(name: str, matched: Sequence[str] | None, is_post: IsPost) -> Iterator[Found | str]:
    """Yield what an input names; `matched` is what it matches, None if it is no glob."""
    if name == "-" or is_url(name):
        yield name
    elif matched is None:
        yield from _path(name, is_post)
    else:
        for path in matched:
            if is_post(path) or os.path.isdir(path) or not _has_wild_suffix(name):
                yield from _path(path, is_post)


def _has_wild_suffix(pattern: str) -> bool:
    """Say whether a glob leaves the kind of file open (`posts/**`), so that other files are not meant."""
    return glob.has_magic(os.path.splitext(pattern)[1]) or "." not in os.path.basename(pattern)


def _path(name: str, is_post: IsPost) -> Iterator[Found]:
    path = os.path.normpath(name)
    if os.path.isdir(path):
        yield from _walk(path, is_post)
    else:
        yield Found(path, _shown(path))


def _shown(path: str) -> str:
    return path.replace(os.sep, "/")


def _walk(folder: str, is_post: IsPost) -> Iterator[Found]:
    """Yield a folder's posts in order of path; symbolic links to folders are not followed.

    A folder that git ignores and that is named all the same is read: `public/`, where a site was built.
    """
    root = Path(folder).resolve()
    ignores = _ignores_above(root, {})
    if ignores.match(str(root), is_folder=True):
        ignores = _Ignores()
    yield from _walk_folder(folder, str(root), ignores, is_post, work_tree(root) or root)


def _ignores_above(path: Path, known: dict[Path, _Ignores]) -> _Ignores:
    """Return what the folders above a path, up to its git work tree, have ignored; `known` is filled."""
    repository = work_tree(path) or path
    return _Ignores() if path == repository else _ignores_in(path.parent, repository, known)


def _ignores_in(folder: Path, repository: Path, known: dict[Path, _Ignores]) -> _Ignores:
    if folder not in known:
        above = _Ignores() if folder == repository else _ignores_in(folder.parent, repository, known)
        known[folder] = above.inside(str(folder))
    return known[folder]


def _walk_folder(folder: str, real: str, above: _Ignores, is_post: IsPost, bounds: Path) -> Iterator[Found]:
    ignores = above.inside(real)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, _shown(folder), f"the folder cannot be opened: {error.strerror}")
        return
    for entry in entries:
        path = os.path.join(folder, entry.name) if folder != "." else entry.name
        real_path = os.path.join(real, entry.name)
        if entry.is_dir(follow_symlinks=False):
            if _is_entered(entry.name, real_path, ignores):
                yield from _walk_folder(path, real_path, ignores, is_post, bounds)
        elif is_post(entry.name) and not ignores.match(real_path, is_folder=False):
            if entry.is_symlink():
                if not os.path.isdir(path):
                    yield Found(path, _shown(path), _link_problem(path, bounds))
            else:
                yield Found(path, _shown(path))


def _is_entered(name: str, path: str, ignores: _Ignores) -> bool:
    is_left = name.startswith(".") or is_package_folder(path) or ignores.match(path, is_folder=True)
    return not is_left


def _link_problem(path: str, bounds: Path) -> str | None:
    """Say why a symbolic link met in a folder is not read: its lines would be quoted in the report."""
    try:
        target = Path(path).resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError is how Python before 3.13 reports a loop of links
        return "it is a symbolic link that leads nowhere"
    return None if target.is_relative_to(bounds) else "it is a symbolic link out of the folder"


class _Ignores:
    """The `.gitignore` files that apply in a folder, outermost first; inner ones win, as in git."""

    def __init__(self, specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()) -> None:
        self._specs = specs

    def inside(self, folder: str) -> _Ignores:
        """Return what applies in `folder`, given that self applies around it."""
        try:
            lines = Path(folder, ".gitignore").read_text("utf-8", "replace").splitlines()
        except OSError:
            return self
        return _Ignores((*self._specs, (folder, GitIgnoreSpec.from_lines(lines))))

    def match(self, path: str, *, is_folder: bool) -> bool:
        for folder, spec in reversed(self._specs):
            relative = _shown(os.path.relpath(path, folder)) + ("/" if is_folder else "")
            decision = spec.check_file(relative).include
            if decision is not None:
                return decision
        return False


def read(found: Found, limit_bytes: int) -> tuple[bytes, str | None]:
    """Return a file's bytes, and the problem that prevents reading them, if any. Never blocks on a pipe."""
    if found.problem is not None:
        return b"", found.problem
    try:
        status = os.stat(found.path)
        if not stat.S_ISREG(status.st_mode):
            return b"", "it is not a regular file"
        if status.st_size > limit_bytes:
            return b"", too_large(limit_bytes)
        with open(found.path, "rb", buffering=0) as file:
            return file.readall(), None
    except OSError as error:
        return b"", f"it cannot be read: {error.strerror}"


def too_large(limit_bytes: int) -> str:
    """Say that a document is over the limit, and which setting raises it."""
    return f"it is larger than {limit_bytes:,} bytes (max_document_bytes)"


def base_url(path: str, base: str | None, root_dir: str | None) -> str | None:
    """Return the URL that a file's relative references are resolved against; None if none was given.

    With a root folder, the base URL stands for it, and a file's own path below it is added.
    """
    if base is None or root_dir is None:
        return base
    relative = os.path.relpath(os.path.abspath(path), os.path.abspath(root_dir))
    if relative.startswith(os.pardir):
        return base
    return f"{base.rstrip('/')}/{_shown(relative)}"


def root_folder(inputs: Sequence[str], root_dir: str | None) -> str:
    """Return the folder that links between files stay in.

    It is the one given, else the work tree (git) that holds the first file named, else the current folder.

    Raises:
        UsageError: the one given does not exist.
    """
    if root_dir is not None:
        if not os.path.isdir(root_dir):
            raise UsageError(f"--root-dir: {root_dir}: no such folder")
        return os.path.realpath(root_dir)
    here = Path.cwd().resolve()
    named = next((Path(name).resolve() for name in inputs if name != "-" and not is_url(name)), here)
    start = named if named.is_dir() else named.parent
    if (tree := work_tree(start)) is not None:
        return str(tree)
    return str(here if start.is_relative_to(here) else start)


def place_in_repository(folder: str) -> str | None:
    """Return a folder's path below the root of its git work tree, "." for the root; None if it is in none."""
    real = os.path.realpath(folder or ".")
    tree = work_tree(real)
    return None if tree is None else _shown(os.path.relpath(real, tree))


def path_below(path: str, root: str) -> str | None:
    """Return a file's path below the root folder, with forward slashes; None if it is not in it."""
    real = os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path))
    relative = os.path.relpath(real, root)
    return None if relative.startswith(os.pardir) or os.path.isabs(relative) else _shown(relative)
