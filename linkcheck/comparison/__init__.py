"""What changed between two saved reports: links, findings, sources and pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from linkcheck.comparison.shape import Change, Counts, Difference
from linkcheck.model import PERMANENT, Kind, Verdict
from linkcheck.renderers.shape import SCHEMA_VERSION, Finding, Place, Report, Resource
from linkcheck.urls.references import fetch_url

_KNOWN = (Verdict.OK, Verdict.BROKEN, Verdict.BLOCKED)
Key = tuple[str, str]


def compare(old: Report, new: Report) -> Difference:
    """Return what changed; all of it by URL, findings by document."""
    changes: dict[str, list[Change]] = {
        name: [] for name in ("broken", "recovered", "unreachable", "unchecked", "moved")
    }
    for name, change in _changes(old, new):
        changes[name].append(change)
    fresh, fixed = _new_findings(old, new), _fixed_findings(old, new)
    is_complete = all(each.run.complete and each.run.problem is None for each in (old, new))
    pictures, pictures_before = _pictures(new), _pictures(old)
    sources, sources_before = _sources(new), _sources(old)
    return Difference(
        schema_version=SCHEMA_VERSION,
        tool=new.tool,
        old_started_at=old.run.started_at,
        new_started_at=new.run.started_at,
        is_complete=is_complete,
        summary=Counts(
            **{name: len(found) for name, found in changes.items()},
            new_findings=len(fresh),
            fixed_findings=len(fixed),
        ),
        **{name: tuple(found) for name, found in changes.items()},
        new_findings=fresh,
        fixed_findings=fixed,
        new_sources=tuple(sorted(sources - sources_before)) if old.run.complete else (),
        gone_sources=tuple(sorted(sources_before - sources)) if new.run.complete else (),
        new_pictures=tuple(sorted(pictures - pictures_before)) if old.run.complete else (),
        gone_pictures=tuple(sorted(pictures_before - pictures)) if new.run.complete else (),
    )


def _changes(old: Report, new: Report) -> Iterator[tuple[str, Change]]:
    """Yield each URL that changed, with the list that it belongs to."""
    before = {resource.url: resource for resource in old.resources}
    after = {resource.url: resource for resource in new.resources}
    places, old_places = _places(new), _places(old)
    for url in sorted(before.keys() | after.keys()):
        was, found = before.get(url), after.get(url)
        name = _kind(was, found, is_complete=new.run.complete)
        if name is not None:
            yield name, _change(url, was, found, places.get(url) or old_places.get(url, ()))


def _kind(was: Resource | None, found: Resource | None, *, is_complete: bool) -> str | None:
    """Return the list that a URL belongs to, None if nothing is to be said of it.

    A failure that may pass is no recovery, and neither is what was not asked for. A link that was taken out
    of the posts is gone with its findings.
    """
    old_verdict = None if was is None else was.verdict
    if found is None or found.verdict is Verdict.SKIPPED:
        is_missing = found is not None or not is_complete
        return "unchecked" if old_verdict is Verdict.BROKEN and is_missing else None
    if found.verdict is Verdict.BROKEN:
        return None if old_verdict is Verdict.BROKEN else "broken"
    if found.verdict is Verdict.UNAVAILABLE:
        return None if old_verdict is Verdict.UNAVAILABLE else "unreachable"
    if old_verdict is Verdict.BROKEN:
        return "recovered" if found.verdict is Verdict.OK else "unchecked"
    is_both_ok = was is not None and was.verdict is found.verdict is Verdict.OK
    return "moved" if was is not None and is_both_ok and _has_moved(was, found) else None


def _has_moved(was: Resource, found: Resource) -> bool:
    is_new_address = (was.final_url or was.url) != (found.final_url or found.url)
    return is_new_address or (_is_permanent(found) and not _is_permanent(was))


def _is_permanent(resource: Resource) -> bool:
    return bool(resource.redirects) and all(hop.status in PERMANENT for hop in resource.redirects)


def _change(url: str, was: Resource | None, found: Resource | None, places: tuple[Place, ...]) -> Change:
    return Change(
        url=url,
        before=None if was is None else was.verdict,
        after=None if found is None else found.verdict,
        reason="not checked" if found is None else found.reason,
        final_url=None if found is None else found.final_url,
        is_permanent=found is not None and _is_permanent(found),
        places=places,
    )


def _places(report: Report) -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for link in report.links:
        if link.url is not None:
            place = Place(document=link.document, line=link.line, column=link.column, url=link.url)
            found.setdefault(fetch_url(link.url), []).append(place)
    return {url: tuple(places) for url, places in found.items()}


def _key(finding: Finding) -> Key:
    return finding.rule, finding.fingerprint


def _beyond(findings: Iterable[Finding], known: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are not known: of several alike, those that are more than before."""
    left = Counter(map(_key, known))
    found = []
    for finding in findings:
        if left[_key(finding)]:
            left[_key(finding)] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _new_findings(old: Report, new: Report) -> tuple[Finding, ...]:
    return _beyond(new.findings, (*old.findings, *old.suppressed))


def _fixed_findings(old: Report, new: Report) -> tuple[Finding, ...]:
    """Return old findings that are no more, where the new run has looked."""
    verdicts = {resource.url: resource.verdict for resource in new.resources}
    read = {"", *(document.name for document in new.documents if document.problem is None)}
    is_narrower = not new.run.complete or new.run.since is not None or new.run.inputs != old.run.inputs

    def is_known(finding: Finding) -> bool:
        if is_narrower and finding.document not in read:
            return False
        url = fetch_url(finding.url or "")
        return url not in verdicts or verdicts[url] in _KNOWN

    return tuple(filter(is_known, _beyond(old.findings, (*new.findings, *new.suppressed))))


def _pictures(report: Report) -> set[str]:
    return {link.url for link in report.links if link.kind is Kind.IMAGE and link.url is not None}


def _sources(report: Report) -> set[str]:
    return {source.url for source in report.sources}
