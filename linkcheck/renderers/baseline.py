"""The findings of a report as the entries of a baseline."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import BaselineEntry
from linkcheck.renderers.shape import Report
from linkcheck.urls.redaction import redact_key

# About ignores themselves: they come and go with what they are about.
_NEVER_KNOWN = frozenset({"unused-ignore", "invalid-ignore"})


def baseline_entries(report: Report) -> Iterator[BaselineEntry]:
    """Yield one entry for each fingerprint among the findings that count, with all places that have it."""
    names = {document.name: document.path or document.name for document in report.documents}
    entries: dict[str, BaselineEntry] = {}
    for finding in report.findings:
        if finding.rule in _NEVER_KNOWN:
            continue
        known = entries.get(finding.fingerprint)
        entries[finding.fingerprint] = BaselineEntry(
            names.get(finding.document, finding.document),
            finding.rule,
            redact_key(finding.key or finding.target or ""),
            finding.places + (known.count if known else 0),
            finding.fingerprint,
        )
    yield from entries.values()
