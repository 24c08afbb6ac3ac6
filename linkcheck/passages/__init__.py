"""Find passages that stand twice, in one document or in several: word for word, or little changed."""

from __future__ import annotations

from linkcheck.passages.passage import Passage, Place
from linkcheck.passages.runs import copied_lines, duplicate_passages
from linkcheck.passages.shared import shared_passages

__all__ = ["Passage", "Place", "copied_lines", "duplicate_passages", "shared_passages"]
