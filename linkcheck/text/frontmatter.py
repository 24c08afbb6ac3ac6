"""Read single fields of a post's front matter, as static site generators do: YAML, TOML or JSON.

Of YAML only the lines of the field itself are read, so that a mistake elsewhere in it costs nothing.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Final

from linkcheck.model import Document

_FENCED = re.compile(
    r"\A\ufeff?(---|\+\+\+)[ \t]*\n(.{0,65536}?)(?:^|\n)(?:\1|(?<!\+)\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_OBJECT = re.compile(r"\A\ufeff?\{\s*[\"}]")
_REST_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
_LONGEST = 65_536
# Where Hugo and Zola keep the fields that they have no meaning for themselves, and their taxonomies.
_TABLES: Final = ("params", "extra", "taxonomies")
# What an author is called where the field holds more than the name (Hugo, Docusaurus).
_NAMES: Final = ("name", "key", "id")
_NOTHING = frozenset({"", "~", "null"})
_REST_OF_FIELD = r"[\"']?[ \t]*:(?=[ \t\n]|\Z).*(?:\n(?:[ \t#\-\]}].*)?)*"


def front_matter_end(text: str) -> int:
    """Return where a post's text begins, behind its front matter.

    >>> front_matter_end("---\\ntitle: x\\n---\\ntext")
    17
    """
    block = _block(text)
    return block[2] if block else 0


def front_matter_text(text: str) -> str:
    """Return what a post's front matter says, between its fences; nothing if there is none."""
    block = _block(text)
    return block[1] if block else ""


def without_front_matter(text: str) -> str:
    """Return a post's text behind its front matter.

    >>> without_front_matter("---\\ntitle: x\\n---\\ntext")
    'text'
    """
    return text[front_matter_end(text) :]


def front_matter(document: Document, key: str) -> tuple[str, ...]:
    """Return the values of a field, one for a plain value; none if the post does not state it.

    `key` is that of a top-level field, in letters of either case, or a path (`params.author`); what is not at
    the top is looked for in the tables where Hugo and Zola keep it.

    >>> post = Document("a.md", "text/markdown", "---\\ntags: [news, 'port']\\nauthor: Ida\\n---\\n")
    >>> front_matter(post, "tags"), front_matter(post, "author"), front_matter(post, "x")
    (('news', 'port'), ('Ida',), ())
    """
    block = _block(document.text)
    wanted = key.casefold()
    if block is None or wanted.rpartition(".")[2] not in block[1].casefold():
        return ()
    kind, written, _ = block
    top = {wanted, wanted.partition(".")[0], *_TABLES}
    return tuple(_texts(_value(_READERS[kind](written, top), wanted)))


def _block(text: str) -> tuple[str, str, int] | None:
    """Return how front matter begins, what it says, and where it ends; None if there is none."""
    if text.startswith(("---", "+++", "\ufeff")) and (found := _FENCED.match(text)):
        return found[1], found[2], found.end()
    return _object(text) if _OBJECT.match(text) else None


def _object(text: str) -> tuple[str, str, int] | None:
    start = text.index("{")
    written = text[start : start + _LONGEST]
    try:
        _, length = json.JSONDecoder().raw_decode(written)
    except (ValueError, RecursionError):
        return None
    rest = _REST_OF_LINE.match(text, start + length)
    return ("{", written[:length], rest.end()) if rest else None


def _toml(written: str, _: set[str]) -> Mapping[str, object]:
    try:
        return tomllib.loads(written)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _json(written: str, _: set[str]) -> Mapping[str, object]:
    found: Mapping[str, object] = json.loads(written)
    return found


def _yaml(written: str, top: set[str]) -> Mapping[str, object]:
    """Return those of the top-level fields that are valid YAML; all their values are texts."""
    import yaml  # late, since most runs ask for no field

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    field = re.compile(
        f"^[\"']?(?:{'|'.join(map(re.escape, sorted(top)))}){_REST_OF_FIELD}", re.IGNORECASE | re.MULTILINE
    )
    fields: dict[str, object] = {}
    for found in field.finditer(written):
        try:
            read = yaml.load(found[0], loader)  # noqa: S506  # a base loader makes nothing but texts
        except (yaml.YAMLError, RecursionError):
            continue
        if isinstance(read, dict):
            fields |= read
    return fields


_READERS: Final = {"---": _yaml, "+++": _toml, "{": _json}


def _value(fields: Mapping[str, object], key: str) -> object:
    """Return the value of a field (in small letters), at the top, by its path or in one of the tables."""
    folded = {str(name).casefold(): value for name, value in fields.items()}
    if key in folded:
        return folded[key]
    first, _, rest = key.partition(".")
    inner = folded.get(first)
    if rest and isinstance(inner, Mapping):
        return _value(inner, rest)
    values = (_in_table(folded.get(name), key) for name in _TABLES)
    return next((value for value in values if value is not None), None)


def _in_table(table: object, key: str) -> object:
    if not isinstance(table, Mapping):
        return None
    return next((value for name, value in table.items() if str(name).casefold() == key), None)


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of a value: itself, those of a list, the names of tables."""
    for each in value if isinstance(value, list) else [value]:
        named = each
        if isinstance(each, Mapping):
            named = next((each[name] for name in _NAMES if name in each), None)
        if named is not None and not isinstance(named, Mapping | list):
            text = str(named).strip()
            if text not in _NOTHING:
                yield text
