"""Text documents in folders in formats that linkcheck does not read, so that nobody takes them for read."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Sequence

from linkcheck.sources.files import Found, find

# What people write posts and manuals in; PDFs are mostly attachments.
_TEXTS = frozenset(
    ".rst .rest .adoc .asciidoc .org .textile .wiki .mediawiki .wikitext .creole .t2t .pod .dj .djot .typ "
    ".tex .ltx .texi .ipynb .docx .doc .odt .rtf .epub .mdoc .markdoc".split()
)


def passed_over(inputs: Sequence[str], names: Collection[str]) -> tuple[tuple[str, int], ...]:
    """Return the suffixes of text documents in folders that are not among `names`, the most frequent first.

    What git ignores is no document of anybody's; a file that is named is read whatever it is called.

    Raises:
        UsageError: an input names nothing that exists.
    """
    folders = [name for name in inputs if not os.path.isfile(name)]
    found = [each for each in find(folders, is_post=_is_text) if isinstance(each, Found)]
    unread = (each.name for each in found if each.problem is None and each.name not in names)
    counts = Counter(suffix for name in unread if (suffix := _suffix(name)) in _TEXTS)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _is_text(name: str) -> bool:
    return _suffix(name) in _TEXTS
