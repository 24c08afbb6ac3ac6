"""Find what stands in one document twice: maximal runs of pieces that are equal once normalised."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from linkcheck.passages.passage import Passage
from linkcheck.passages.pieces import Piece, read_pieces

# A piece may stand very often; looking at so many earlier places of it bounds the work per piece.
_CANDIDATES = 16
# A good part of a document is a run with fewer letters too, but a sentence alone is none.
_PART_LETTERS, _PART_LETTERS_ALONE = 60, 100
# What is less than this part of a document's prose is seldom a paste, see the rule `duplicate-passage`.
NOTED_PART = 0.15


def duplicate_passages(
    text: str, media_type: str = "text/plain", *, min_lines: int = 2, min_letters: int = 120
) -> tuple[Passage, ...]:
    """Return every maximal run that repeats an earlier one, in order of the copies; runs never overlap.

    A run counts if it has `min_letters` letters in `min_lines` lines, or twice the letters, or is a good part
    (15 %) of its document.
    """
    return _found(text, media_type, min_lines, min_letters)


# Both the rule and the count of sources ask, for every document of a run.
@lru_cache(maxsize=16_384)
def _found(text: str, media_type: str, min_lines: int, min_letters: int) -> tuple[Passage, ...]:
    return find_runs(read_pieces(text, media_type), min_lines=min_lines, min_letters=min_letters)


def find_runs(pieces: Sequence[Piece], *, min_lines: int, min_letters: int) -> tuple[Passage, ...]:
    """Return the runs of pieces that repeat earlier ones."""
    total = sum(piece.letters for piece in pieces)
    places: dict[str, list[int]] = {}
    found: list[Passage] = []
    index = 0
    free = 0
    while index < len(pieces):
        earlier, length = _longest(pieces, places.get(pieces[index].text, []), index)
        run = pieces[index : index + length]
        letters = sum(piece.letters for piece in run)
        saying = sum(piece.letters > 0 for piece in run)
        step = 1
        if saying and is_run(saying, letters, total, min_lines=min_lines, min_letters=min_letters):
            back = _before(pieces, earlier, index, max(free, earlier + length))
            found.append(_passage(pieces, earlier - back, index - back, length + back, letters / total))
            step = length
            free = index + length
        for passed in range(index, index + step):
            if pieces[passed].letters:
                places.setdefault(pieces[passed].text, []).append(passed)
        index += step
    return tuple(found)


def is_run(length: int, letters: int, total: int, *, min_lines: int, min_letters: int) -> bool:
    """Say whether so many equal pieces, with so many letters of a document's total, are a run."""
    if letters >= min_letters and (length >= min_lines or letters >= 2 * min_letters):
        return True
    enough = _PART_LETTERS if length >= min_lines else _PART_LETTERS_ALONE
    return letters >= enough and letters >= NOTED_PART * total


def copied_lines(passages: tuple[Passage, ...]) -> frozenset[int]:
    """Return the numbers of all lines that stand in a copy."""
    return frozenset(
        line for passage in passages for line in range(passage.copy_first_line, passage.copy_last_line + 1)
    )


def _longest(pieces: Sequence[Piece], candidates: list[int], index: int) -> tuple[int, int]:
    """Return where the longest earlier run equal to the one from `index` starts, and how long it is."""
    best, length = 0, 0
    for earlier in candidates[:_CANDIDATES]:
        limit = min(index - earlier, len(pieces) - index)
        run = common_run(pieces, earlier, pieces, index, limit)
        if run > length:
            best, length = earlier, run
    return best, length


def common_run(one: Sequence[Piece], start: int, other: Sequence[Piece], index: int, limit: int) -> int:
    """Count the equal pieces from two places on; a run ends where a quotation begins or ends."""
    marks = one[start].is_quoted, other[index].is_quoted
    run = 0
    while run < limit:
        first, second = one[start + run], other[index + run]
        if first.text != second.text or (first.is_quoted, second.is_quoted) != marks:
            break
        run += 1
    return run


def _before(pieces: Sequence[Piece], earlier: int, index: int, free: int) -> int:
    """Count the pieces before a run, too short to begin one, that are equal as well."""
    marks = pieces[earlier].is_quoted, pieces[index].is_quoted
    back = 0
    while earlier - back > 0 and index - back > free:
        one, other = pieces[earlier - back - 1], pieces[index - back - 1]
        if one.letters or one.text != other.text or (one.is_quoted, other.is_quoted) != marks:
            break
        back += 1
    return back


def _passage(pieces: Sequence[Piece], earlier: int, index: int, length: int, part: float) -> Passage:
    copy = pieces[index : index + length]
    original = pieces[earlier : earlier + length]
    return Passage(
        first_line=original[0].first_line,
        last_line=original[-1].last_line,
        copy_first_line=copy[0].first_line,
        copy_last_line=copy[-1].last_line,
        lines=length,
        letters=sum(piece.letters for piece in copy),
        text="\n".join(piece.text for piece in copy),
        is_quoted=original[0].is_quoted or copy[0].is_quoted,
        part=part,
    )
