"""Read the source table of an earlier JSON report, which later figures are compared with."""

from __future__ import annotations

from pathlib import Path

import msgspec

from linkcheck.errors import UsageError
from linkcheck.model import Source, SourceUse


class _Use(msgspec.Struct):
    document: str
    links: int
    citations: int = 0


class _Source(msgspec.Struct):
    url: str
    links: int
    share: float
    documents: list[_Use] = []


class _Report(msgspec.Struct):
    """What is read of a report; fields of later versions are passed over."""

    schema_version: int
    sources: list[_Source]


def read_sources(file: str) -> tuple[Source, ...]:
    """Return the sources of a report that `--format json` wrote; `linkcheck sources` writes one as well.

    Raises:
        UsageError: the file cannot be read, or is no such report.
    """
    try:
        report = msgspec.json.decode(Path(file).read_bytes(), type=_Report)
    except OSError as error:
        raise UsageError(f"--sources-since: {file}: it cannot be read: {error.strerror}") from error
    except msgspec.ValidationError as error:
        raise UsageError(f"--sources-since: {file}: it is no JSON report of linkcheck: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"--sources-since: {file}: it is not JSON: {error}") from error
    if report.schema_version != 1:
        raise UsageError(
            f"--sources-since: {file}: its schema version is {report.schema_version}; this linkcheck reads 1"
        )
    return tuple(map(_source, report.sources))


def _source(source: _Source) -> Source:
    uses = tuple(SourceUse(use.document, use.links, use.citations, 0, 0.0, 0.0) for use in source.documents)
    return Source(source.url, source.links, 0, source.share, 0.0, documents=uses)
