"""The `jsonl` format: findings for programs that read line by line."""

from __future__ import annotations

from linkcheck.renderers import renderer, shape
from linkcheck.renderers.json_text import json_line


@renderer("jsonl", media_type="application/jsonl")
def render(report: shape.Report) -> str:
    """Write one finding a line, each as in the json format, for programs that read a stream."""
    return "".join(map(json_line, report.findings))
