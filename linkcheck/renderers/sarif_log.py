"""The part of SARIF 2.1.0 that linkcheck writes (OASIS standard, errata 01); sections are its own."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from linkcheck.model import Level
from linkcheck.renderers.shape import Time


class _Object(Struct, frozen=True, rename="camel", omit_defaults=True):
    """What all have in common: names in camel case, and nothing written that is not known."""


class Text(_Object, frozen=True):
    """§3.11 message, §3.12 multiformatMessageString."""

    text: str
    markdown: str | None = None


class Configuration(_Object, frozen=True):
    """§3.50 reportingConfiguration."""

    level: Level


class Rule(_Object, frozen=True):
    """§3.49 reportingDescriptor; `properties` are GitHub's."""

    id: str
    short_description: Text | None = None
    full_description: Text | None = None
    help: Text | None = None
    default_configuration: Configuration | None = None
    properties: dict[str, object] | None = None


class Driver(_Object, frozen=True):
    """§3.19 toolComponent."""

    name: str
    version: str
    semantic_version: str
    rules: tuple[Rule, ...]


class Tool(_Object, frozen=True):
    """§3.18 tool."""

    driver: Driver


class Notification(_Object, frozen=True):
    """§3.58 notification: what went wrong with the run itself."""

    level: Level
    message: Text


class Invocation(_Object, frozen=True):
    """§3.20 invocation."""

    execution_successful: bool
    start_time_utc: Time
    end_time_utc: Time
    tool_execution_notifications: tuple[Notification, ...] = ()


class ArtifactLocation(_Object, frozen=True):
    """§3.4 artifactLocation."""

    uri: str | None = None
    uri_base_id: str | None = None
    index: int | None = None
    description: Text | None = None


class Artifact(_Object, frozen=True):
    """§3.24 artifact: a document."""

    location: ArtifactLocation
    mime_type: str | None = None
    roles: tuple[Literal["analysisTarget"], ...] = ()


class Region(_Object, frozen=True):
    """§3.30 region; the end is exclusive."""

    start_line: int
    start_column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


class PhysicalLocation(_Object, frozen=True):
    """§3.29 physicalLocation."""

    artifact_location: ArtifactLocation
    region: Region | None = None


class Location(_Object, frozen=True):
    """§3.28 location; `id` is what a message's links name."""

    physical_location: PhysicalLocation
    id: int | None = None
    message: Text | None = None


class Suppression(_Object, frozen=True):
    """§3.35 suppression."""

    kind: Literal["inSource", "external"]
    status: Literal["accepted"] | None = None
    justification: str | None = None
    properties: dict[str, object] | None = None


class Result(_Object, frozen=True):
    """§3.27 result. `suppressions` is empty for what counts, and absent if the whole run has none."""

    rule_id: str
    rule_index: int
    level: Level
    message: Text
    locations: tuple[Location, ...] = ()
    related_locations: tuple[Location, ...] = ()
    partial_fingerprints: dict[str, str] | None = None
    suppressions: tuple[Suppression, ...] | None = None
    properties: dict[str, object] | None = None


class Run(_Object, frozen=True):
    """§3.14 run."""

    tool: Tool
    invocations: tuple[Invocation, ...]
    original_uri_base_ids: dict[str, ArtifactLocation]
    artifacts: tuple[Artifact, ...]
    results: tuple[Result, ...]
    language: str | None = None
    column_kind: Literal["unicodeCodePoints"] | None = None


class Log(_Object, frozen=True):
    """§3.13 sarifLog."""

    schema: str = field(name="$schema")
    version: str
    runs: tuple[Run, ...]
