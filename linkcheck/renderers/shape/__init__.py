"""The public shape of a report: what the JSON format writes, and what the other formats are made from.

Field names are a promise. Fields may be added; one that is renamed or dropped needs a new `SCHEMA_VERSION`.
Structs and not dataclasses, because a report of 100,000 links has to be built in a fraction of a second.
"""

from __future__ import annotations

import inspect
from typing import Literal

import msgspec
from msgspec import Struct

from linkcheck.renderers.shape.findings import Finding, RuleDescriptor, Suppression
from linkcheck.renderers.shape.meanings import MEANINGS
from linkcheck.renderers.shape.pictures import (
    CredentialAction,
    Credentials,
    Frame,
    ImageCredit,
    ImageGroup,
    ImageTie,
    Ingredient,
    Picture,
)
from linkcheck.renderers.shape.posts import Document, Link, Place
from linkcheck.renderers.shape.resources import Redirect, Resource
from linkcheck.renderers.shape.run import Levels, Run, Since, Summary, Tool, Verdicts
from linkcheck.renderers.shape.scalars import SCHEMA_VERSION, Count, Part, Time
from linkcheck.renderers.shape.sources import Site, Source, SourceGroup, SourceTable, SourceTotals, SourceUse

__all__ = [
    "SCHEMA_VERSION",
    "Count",
    "CredentialAction",
    "Credentials",
    "Document",
    "Extraction",
    "Finding",
    "Frame",
    "ImageCredit",
    "ImageGroup",
    "ImageTie",
    "Ingredient",
    "Levels",
    "Link",
    "Part",
    "Picture",
    "Place",
    "Redirect",
    "Report",
    "Resource",
    "RuleDescriptor",
    "Run",
    "Since",
    "Site",
    "Source",
    "SourceGroup",
    "SourceTable",
    "SourceTotals",
    "SourceUse",
    "Summary",
    "Suppression",
    "Time",
    "Tool",
    "Totals",
    "Verdicts",
    "report_schema",
]


class Report(Struct, frozen=True, kw_only=True):
    """One finished run of linkcheck.

    Documents are in the order read, links by document and position, resources by URL. `suppressed` are
    findings that do not count, `rules` describes the rules that found something.
    """

    schema_version: Literal[1]
    tool: Tool
    run: Run
    summary: Summary
    documents: tuple[Document, ...]
    links: tuple[Link, ...]
    resources: tuple[Resource, ...]
    image_groups: tuple[ImageGroup, ...]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]
    rules: tuple[RuleDescriptor, ...] = ()


class Totals(Struct, frozen=True, kw_only=True):
    """What was extracted, in figures."""

    documents: Count
    links: Count


class Extraction(Struct, frozen=True, kw_only=True):
    """The links of posts, with nothing fetched."""

    schema_version: Literal[1]
    tool: Tool
    summary: Totals
    documents: tuple[Document, ...]
    links: tuple[Link, ...]


def report_schema() -> dict[str, object]:
    """Return the JSON Schema of the report (draft 2020-12); its descriptions are docstrings and meanings."""
    schema = msgspec.json.schema(Report)
    for name, definition in schema["$defs"].items():
        definition["description"] = inspect.cleandoc(definition["description"])
        for field, said in definition.get("properties", {}).items():
            said["description"] = " ".join(
                filter(None, (MEANINGS.get(name, {}).get(field), said.get("description")))
            )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"linkcheck report, version {SCHEMA_VERSION}",
        **schema,
    }
