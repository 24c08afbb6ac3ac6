"""Turn the model into its public shape, which every output format is made from.

What a format shows is therefore in the JSON too, and what must not be shown is taken out in one place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from linkcheck import __version__, model
from linkcheck.analysis.topics import target_overlap
from linkcheck.renderers import shape
from linkcheck.renderers.fetched import shape_resource, shape_time
from linkcheck.renderers.saved import storable
from linkcheck.renderers.thumbnails import thumbnails
from linkcheck.urls.redaction import redact, redact_fragment, redact_key, redact_optional, redact_values
from linkcheck.urls.references import registrable_domain

_TOOL = shape.Tool(name="linkcheck", version=__version__)


def shape_report(report: model.Report) -> shape.Report:
    """Give a report its public shape, the same that reading its JSON gives."""
    crawl = report.crawl
    resources = tuple(shape_resource(crawl.resources[url]) for url in sorted(crawl.resources))
    findings = tuple(map(_finding, report.findings))
    suppressed = tuple(map(_finding, report.suppressed))
    shaped = shape.Report(
        schema_version=shape.SCHEMA_VERSION,
        tool=_TOOL,
        run=_run(report.run),
        summary=_summary(crawl, resources, findings, len(suppressed)),
        documents=_documents(crawl.documents, crawl.links),
        links=_links(crawl.documents, crawl.links, crawl.resources),
        resources=resources,
        image_groups=tuple(_image_group(group, crawl.resources) for group in report.image_groups),
        sources=tuple(map(shape_source, report.sources)),
        findings=findings,
        suppressed=suppressed,
        rules=tuple(map(_rule, report.rules)),
    )
    return storable(shaped)


def shape_extraction(documents: Iterable[model.Document], links: Iterable[model.Link]) -> shape.Extraction:
    """Give what was extracted its public shape."""
    documents, links = tuple(documents), tuple(links)
    return shape.Extraction(
        schema_version=shape.SCHEMA_VERSION,
        tool=_TOOL,
        summary=shape.Totals(documents=len(documents), links=len(links)),
        documents=_documents(documents, links),
        links=_links(documents, links, {}),
    )


def _run(run: model.Run) -> shape.Run:
    return shape.Run(
        started_at=shape_time(run.started_at),
        elapsed_seconds=round(run.elapsed_seconds, 3),
        inputs=tuple(map(redact, run.inputs)),
        complete=run.is_complete,
        problem=redact_optional(run.problem),
        since=None if run.since is None else _since(run.since),
    )


def _since(since: model.Since) -> shape.Since:
    return shape.Since(
        ref=redact(since.ref),
        commit=since.commit,
        changed=since.changed,
        rechecked=since.rechecked,
        unchanged=since.unchanged,
    )


def _summary(
    crawl: model.Crawl,
    resources: tuple[shape.Resource, ...],
    findings: tuple[shape.Finding, ...],
    suppressed: int,
) -> shape.Summary:
    verdicts = Counter(resource.verdict for resource in resources)
    levels = Counter(finding.level for finding in findings)
    return shape.Summary(
        documents=len(crawl.documents),
        links=len(crawl.links),
        urls=len(resources),
        verdicts=shape.Verdicts(**{verdict.value: verdicts[verdict] for verdict in model.Verdict}),
        levels=shape.Levels(**{level.value: levels[level] for level in model.Level}),
        suppressed=suppressed,
    )


def _documents(
    documents: tuple[model.Document, ...], links: tuple[model.Link, ...]
) -> tuple[shape.Document, ...]:
    counts = Counter(link.document for link in links)
    return tuple(
        shape.Document(
            name=redact(document.name),
            media_type=document.media_type,
            links=counts[document.name],
            problem=redact_optional(document.problem),
            path=redact_optional(document.path),
            repository_path=redact_optional(document.repository_path),
        )
        for document in documents
    )


def _links(
    documents: tuple[model.Document, ...],
    links: tuple[model.Link, ...],
    resources: Mapping[str, model.Resource],
) -> tuple[shape.Link, ...]:
    """Shape the links by document and position; those of one position keep their order."""
    order = {document.name: index for index, document in enumerate(documents)}

    def place(link: model.Link) -> tuple[int, int, int]:
        span = link.reference.span
        return order.get(link.document, len(order)), span.line, span.column or 0

    posts = {document.name: document for document in documents}
    return tuple(
        _link(link, resources.get(link.fetch_url or ""), posts.get(link.document))
        for link in sorted(links, key=place)
    )


def _link(link: model.Link, resource: model.Resource | None, document: model.Document | None) -> shape.Link:
    reference, problem = link.reference, link.problem
    span, shared = reference.span, target_overlap(link, resource, document)
    return shape.Link(
        document=redact(link.document),
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        kind=reference.kind,
        target=redact(reference.target),
        url=redact_optional(link.url),
        fragment=redact_fragment(link.fragment),
        anchor=redact(reference.anchor),
        anchor_inferred=reference.anchor_inferred,
        context=redact(reference.context),
        rel=reference.rel,
        is_navigation=reference.is_navigation,
        problem=redact(problem.detail) if problem else None,
        problem_kind=problem.kind if problem else None,
        target_overlap=None if shared is None else round(shared, 4),
    )


def _image_group(group: model.ImageGroup, resources: Mapping[str, model.Resource]) -> shape.ImageGroup:
    return shape.ImageGroup(
        relation=group.relation,
        urls=tuple(map(redact, group.urls)),
        links=tuple(map(_place, group.links)),
        max_distance_bits=group.max_distance_bits,
        ties=tuple(map(_image_tie, group.ties)),
        thresholds=dict(group.thresholds),
        thumbnails=thumbnails(group, resources),
    )


def _image_tie(tie: model.ImageTie) -> shape.ImageTie:
    box = tie.box and [round(side, 4) for side in tie.box]
    return shape.ImageTie(
        urls=(redact(tie.urls[0]), redact(tie.urls[1])),
        relation=tie.relation,
        distance_bits=tie.distance_bits,
        measure=tie.measure,
        correlation=tie.correlation,
        box=(box[0], box[1], box[2], box[3]) if box else None,
    )


def shape_source(source: model.Source) -> shape.Source:
    """Give one source its public shape."""
    return shape.Source(
        url=redact(source.url),
        registrable_domain=registrable_domain(source.url),
        links=source.links,
        distinct_anchors=source.distinct_anchors,
        share=round(source.share, 4),
        unrelatedness=round(source.unrelatedness, 4),
        citations=source.citations,
        anchor_groups=source.anchor_groups,
        overuse=round(source.overuse, 4),
        urls=tuple(map(redact, source.urls)),
        documents=tuple(map(_source_use, source.documents)),
        share_before=source.share_before,
    )


def _source_use(use: model.SourceUse) -> shape.SourceUse:
    return shape.SourceUse(
        document=redact(use.document),
        links=use.links,
        citations=use.citations,
        distinct_anchors=use.distinct_anchors,
        share=round(use.share, 4),
        overuse=round(use.overuse, 4),
    )


def _finding(finding: model.Finding) -> shape.Finding:
    link, span = finding.link, finding.span
    return shape.Finding(
        rule=finding.rule,
        level=finding.level,
        message=redact(finding.message),
        document=redact(finding.document),
        line=span.line if span else None,
        column=span.column if span else None,
        end_line=span.end_line if span else None,
        end_column=span.end_column if span else None,
        url=redact_optional(link.url) if link else None,
        target=redact(link.reference.target) if link else None,
        anchor=redact(link.reference.anchor) if link else None,
        related=tuple(map(_place, finding.related)),
        evidence={key: redact_values(value) for key, value in finding.evidence.items()},
        fingerprint=finding.fingerprint,
        key=redact_key(finding.key),
        places=finding.places,
        suppression=None if finding.suppression is None else _suppression(finding.suppression),
    )


def _suppression(suppression: model.Suppression) -> shape.Suppression:
    return shape.Suppression(
        kind=suppression.kind, reason=redact(suppression.reason), place=redact(suppression.place)
    )


def _rule(rule: model.RuleDescriptor) -> shape.RuleDescriptor:
    return shape.RuleDescriptor(name=rule.name, level=rule.level, summary=rule.summary, manual=rule.manual)


def _place(link: model.Link) -> shape.Place:
    span = link.reference.span
    return shape.Place(
        document=redact(link.document),
        line=span.line,
        column=span.column,
        url=redact_optional(link.url),
        anchor=redact(link.reference.anchor),
    )
