"""The topic `formats`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.cli.manual import topic
from linkcheck.cli.manual.table import Table, code, rows
from linkcheck.extractors import extractors
from linkcheck.renderers import renderers


@topic("formats")
def formats() -> Iterator[Table]:
    """What reports can be written as, and what posts can be read from.

    `--format NAME` writes a report to standard output, `--format NAME=FILE` to a file. It can be repeated, so
    that one run makes several reports.
    """
    yield Table(("format", "for"), rows((each.name, each.summary) for each in renderers.values()), "Reports:")
    yield Table(
        ("format", "media type", "files"),
        tuple((code(each.name), code(each.media_type), code(*each.suffixes)) for each in extractors.values()),
        "Posts:",
    )
