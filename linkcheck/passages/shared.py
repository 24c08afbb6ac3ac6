"""Find what stands in several documents: each text once, however many hold it, in linear time.

A line that stands in two documents or more leads to the first that holds it, and from there the run is read
on. A footer of a hundred thousand posts is then one passage with its count.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby

from linkcheck.model import Document
from linkcheck.passages.near import Block, near_copies
from linkcheck.passages.passage import NAMED, Passage, Place
from linkcheck.passages.pieces import Piece, read_pieces
from linkcheck.passages.runs import copied_lines, duplicate_passages, is_run


@dataclass(slots=True)
class _Digest:
    """What is kept of a document: a hash, the letters and the lines of each piece."""

    name: str
    hashes: array[int] = field(default_factory=lambda: array("q"))
    letters: array[int] = field(default_factory=lambda: array("L"))
    firsts: array[int] = field(default_factory=lambda: array("L"))
    lasts: array[int] = field(default_factory=lambda: array("L"))
    quoted: bytearray = field(default_factory=bytearray)

    def add(self, piece: Piece) -> None:
        digest = blake2b(piece.text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self.hashes.append(int.from_bytes(digest, "big", signed=True))
        self.letters.append(piece.letters)
        self.firsts.append(piece.first_line)
        self.lasts.append(piece.last_line)
        self.quoted.append(piece.is_quoted)

    @property
    def total(self) -> int:
        return sum(self.letters)


@dataclass(slots=True)
class _Group:
    """One text and where it stands; only the first places are kept, the others counted."""

    places: list[tuple[int, int]]
    length: int
    letters: int
    is_quoted: bool
    documents: int = 1
    last: int = -1

    def add(self, document: int, start: int, *, is_quoted: bool) -> None:
        if document == self.last:
            return
        self.documents += 1
        self.last = document
        self.is_quoted = self.is_quoted or is_quoted
        if len(self.places) < NAMED:
            self.places.append((document, start))


def shared_passages(
    documents: Sequence[Document], *, min_lines: int = 2, min_letters: int = 120
) -> tuple[Passage, ...]:
    """Return the passages that stand in several documents, and those that stand nearly alike in any.

    They are in order of the first document that repeats each. Copies inside one document, word for word, are
    `duplicate_passages`' and left out here.
    """
    readable = [document for document in documents if document.problem is None]
    digests = [_digest(document, min_lines, min_letters) for document in readable]
    groups, covered = _groups(digests, min_lines, min_letters)
    found = [(group.places[1], _passage(group, digests)) for group in groups]

    def read(number: int) -> Iterator[Block]:
        pieces = _own_pieces(readable[number], min_lines, min_letters)
        return _blocks(number, pieces, covered.get(number, set()))

    near = near_copies(
        (block for number in range(len(readable)) for block in read(number)),
        [digest.name for digest in digests],
        [digest.total for digest in digests],
        words=sum(len(document.text) for document in readable) // 6,
        read=read,
    )
    return tuple(passage for _, passage in sorted([*found, *near], key=lambda each: each[0]))


def _own_pieces(document: Document, min_lines: int, min_letters: int) -> list[Piece]:
    """Return a document's pieces without those that repeat others of it."""
    pieces = read_pieces(document.text, document.media_type)
    found = duplicate_passages(
        document.text, document.media_type, min_lines=min_lines, min_letters=min_letters
    )
    copied = copied_lines(found)
    return [piece for piece in pieces if piece.first_line not in copied]


def _digest(document: Document, min_lines: int, min_letters: int) -> _Digest:
    digest = _Digest(document.name)
    for piece in _own_pieces(document, min_lines, min_letters):
        digest.add(piece)
    return digest


def _repeated(digests: Sequence[_Digest]) -> frozenset[int]:
    """Return the hashes that stand in more than one document."""
    if len(digests) < 2:
        return frozenset()
    import numpy as np

    each = [np.unique(np.frombuffer(digest.hashes, dtype=np.int64)) for digest in digests if digest.hashes]
    if not each:
        return frozenset()
    hashes, counts = np.unique(np.concatenate(each), return_counts=True)
    return frozenset(hashes[counts > 1].tolist())


def _groups(
    digests: Sequence[_Digest], min_lines: int, min_letters: int
) -> tuple[list[_Group], dict[int, set[int]]]:
    """Return the texts that stand in several documents, and by document the first lines of their copies."""
    repeated = _repeated(digests)
    first: dict[int, tuple[int, int]] = {}
    groups: dict[tuple[int, ...], _Group] = {}
    covered: dict[int, set[int]] = {}
    for number, digest in enumerate(digests):
        index = 0
        while index < len(digest.hashes):
            place = first.get(digest.hashes[index]) if digest.letters[index] else None
            length = 1
            if place is not None and place[0] != number:
                length = _run(digests[place[0]], place[1], digest, index)
                if _note(groups, digests, place, (number, index), length, (min_lines, min_letters)):
                    covered.setdefault(number, set()).update(digest.firsts[index : index + length])
            for passed in range(index, index + length):
                if digest.letters[passed] and digest.hashes[passed] in repeated:
                    first.setdefault(digest.hashes[passed], (number, passed))
            index += length
    return list(groups.values()), covered


def _run(one: _Digest, start: int, other: _Digest, index: int) -> int:
    marks = one.quoted[start], other.quoted[index]
    limit = min(len(one.hashes) - start, len(other.hashes) - index)
    run = 1
    while run < limit and one.hashes[start + run] == other.hashes[index + run]:
        if (one.quoted[start + run], other.quoted[index + run]) != marks:
            break
        run += 1
    return run


def _note(
    groups: dict[tuple[int, ...], _Group],
    digests: Sequence[_Digest],
    original: tuple[int, int],
    copy: tuple[int, int],
    length: int,
    limits: tuple[int, int],
) -> bool:
    """Note a copy with its text's group; False if it is too small to be one."""
    digest, index = digests[copy[0]], copy[1]
    letters = sum(digest.letters[index : index + length])
    saying = sum(map(bool, digest.letters[index : index + length]))
    if not is_run(saying, letters, digest.total, min_lines=limits[0], min_letters=limits[1]):
        return False
    is_quoted = bool(digest.quoted[index] or digests[original[0]].quoted[original[1]])
    key = tuple(digest.hashes[index : index + length])
    group = groups.setdefault(key, _Group([original], length, letters, is_quoted, last=original[0]))
    group.add(copy[0], index, is_quoted=is_quoted)
    return True


def _passage(group: _Group, digests: Sequence[_Digest]) -> Passage:
    places = tuple(_place(digests[number], start, group) for number, start in group.places)
    number, start = group.places[0]
    first = digests[number].hashes[start : start + group.length]
    return Passage(
        first_line=places[0].first_line,
        last_line=places[0].last_line,
        copy_first_line=places[1].first_line,
        copy_last_line=places[1].last_line,
        lines=group.length,
        letters=group.letters,
        text=" ".join(f"{each & 0xFFFFFFFFFFFFFFFF:016x}" for each in first[:NAMED]),
        is_quoted=group.is_quoted,
        part=max(place.part for place in places),
        places=places,
        documents=group.documents,
    )


def _place(digest: _Digest, start: int, group: _Group) -> Place:
    last = start + group.length - 1
    part = group.letters / max(digest.total, 1)
    return Place(digest.name, digest.firsts[start], digest.lasts[last], min(part, 1.0))


def _blocks(number: int, pieces: Sequence[Piece], copied: set[int]) -> Iterator[Block]:
    """Yield the paragraphs of a document of which no line is a copy word for word."""
    for order, (_, lines) in enumerate(groupby(pieces, key=lambda piece: piece.block)):
        paragraph = tuple(lines)
        if not any(piece.first_line in copied for piece in paragraph):
            yield Block(number, order, paragraph)
