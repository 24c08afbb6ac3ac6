"""The public shape of sources: how much posts lean on pages and sites."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from linkcheck.renderers.shape.run import Tool
from linkcheck.renderers.shape.scalars import Amount, Count, Part


class SourceUse(Struct, frozen=True, kw_only=True):
    """How much one document leans on one page; `share` and `overuse` are of its own citations."""

    document: str
    links: Count
    citations: Count
    distinct_anchors: Count
    share: Part
    overuse: Part


class Source(Struct, frozen=True, kw_only=True):
    """How much one page is leaned on: `share` is its part of all web hyperlinks.

    `url` is the page as far as the crawl has shown it, `urls` the addresses as written. `unrelatedness` says
    how little its distinct anchors have in common. `citations` counts its links with pasted copies set aside,
    `anchor_groups` its anchors with those alike in a document joined, and `overuse` is the page's part of all
    citations times 1 - 1 / `anchor_groups`. `documents` are those that link to it, the heaviest user first.
    `share_before` is its share in the earlier report given, 0 if it is new; null if none was given.
    """

    url: str
    registrable_domain: str | None
    links: Count
    distinct_anchors: Count
    share: Part
    unrelatedness: Part
    citations: Count = 0
    anchor_groups: Count = 0
    overuse: Part = 0.0
    urls: tuple[str, ...] = ()
    documents: tuple[SourceUse, ...] = ()
    share_before: Part | None = None


class Site(Struct, frozen=True, kw_only=True):
    """How much all documents lean on one registrable domain, or host where there is none."""

    site: str
    pages: Count
    documents: Count
    links: Count
    citations: Count
    share: Part


class SourceGroup(Struct, frozen=True, kw_only=True):
    """How much the posts of one author, section or folder rest on how few sources.

    The effective numbers are 1 / sum of squared shares over all their citations. `page` and `site` are those
    with the greatest mean share of the citations of a post.
    """

    name: str
    documents: Count
    citations: Count
    pages: Count
    sites: Count
    effective_pages: Amount
    effective_sites: Amount
    page: str
    page_share: Part
    site: str
    site_share: Part


class SourceTotals(Struct, frozen=True, kw_only=True):
    """The source table in figures; the effective numbers are 1 / sum of squared shares."""

    documents: Count
    links: Count
    citations: Count
    pages: Count
    sites: Count
    effective_pages: Amount
    effective_sites: Amount


class SourceTable(Struct, frozen=True, kw_only=True):
    """The sources of posts alone: pages by overuse, sites by links.

    `by` is what the posts were grouped by, if by anything; `groups` are then what each group leans on.
    """

    schema_version: Literal[1]
    tool: Tool
    summary: SourceTotals
    sources: tuple[Source, ...]
    sites: tuple[Site, ...]
    by: str | None = None
    groups: tuple[SourceGroup, ...] = ()
